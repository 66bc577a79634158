import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 20 });

async function submit(parameters: INodeParameters, ...items: IDataObject[]) {
	const node = quickRouter('Node', {
		prompt: 'A lighthouse',
		waitForCompletion: false,
		...parameters,
	});
	const ran = await runNodes(emulator(), node, items.length > 0 ? items : [{}]);
	return { ...ran, bodies: emulator().calls.submits.map(({ body }) => body as IDataObject) };
}

const PLAIN = { prompt: 'A lighthouse', image_size: 'landscape_4_3', num_images: 1 };

describe('a cell of a sheet', () => {
	test.each([
		[2026, '2026'],
		[0, '0'],
		[true, 'true'],
		[' 7 ', ' 7 '],
	])('may be the prompt: %j', async (cell, prompt) => {
		const { error, bodies } = await submit({ prompt: '={{ $json.cell }}' }, { cell });
		expect(error).toBeUndefined();
		expect(bodies).toEqual([{ ...PLAIN, prompt }]);
	});

	test.each([{ a: 1 }, ['a']])('is no prompt as %j', async (cell) => {
		const { error } = await submit({ prompt: '={{ $json.cell }}' }, { cell });
		expect(error?.message).toMatch(/^'Prompt' must be text that is not empty, but is /);
		expect(emulator().calls.all).toEqual([]);
	});

	test.each([null, '', '  ', '\n', undefined])('that is blank is left out: %j', async (cell) => {
		const from = '={{ $json.cell }}';
		const { error, bodies } = await submit(
			{
				operation: 'fluxLora',
				additionalFields: {
					acceleration: from,
					enableSafetyChecker: from,
					guidanceScale: from,
					loras: { lora: [{ path: 'owner/model', scale: from }] },
					outputFormat: from,
					seed: from,
				},
				options: { timeout: from, maxFiles: from, outputBinaryField: from, downloadFiles: from },
			},
			{ cell },
		);
		expect(error).toBeUndefined();
		expect(bodies).toEqual([{ ...PLAIN, loras: [{ path: 'owner/model' }] }]);
	});

	test.each(['9007199254740993', 1e21, '-9007199254740993'])(
		'that is a number too large tells the range: %s',
		async (cell) => {
			const { error } = await submit({ additionalFields: { seed: '={{ $json.cell }}' } }, { cell });
			expect(error?.message).toMatch(
				/^'Seed' must be a whole number from -9007199254740991 to 9007199254740991, but is /,
			);
			expect(emulator().calls.all).toEqual([]);
		},
	);

	test.each([-1, '-1', ' -1 '])('sends no seed as %j, which is random', async (cell) => {
		const additionalFields = { seed: '={{ $json.cell }}' };
		expect((await submit({ additionalFields }, { cell })).bodies).toEqual([PLAIN]);
	});
});

describe('a choice', () => {
	test.each<[INodeParameters, string, unknown, unknown]>([
		[{}, 'imageSize', 'Landscape 16:9', 'landscape_16_9'],
		[{}, 'imageSize', 'square hd', 'square_hd'],
		[{}, 'imageSize', 'Portrait-9:16', 'portrait_16_9'],
		[{}, 'imageSize', '9:16', 'portrait_16_9'],
		[{}, 'imageSize', '1:1', 'square_hd'],
		[{}, 'imageSize', '1024x1024', { width: 1024, height: 1024 }],
		[{}, 'imageSize', '1280 × 720 px', { width: 1280, height: 720 }],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', '16:9', '16:9'],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', '16x9', '16:9'],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', '1920x1080', '16:9'],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', 'landscape_16_9', '16:9'],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', 'portrait_4_3', '3:4'],
		[{ operation: 'fluxProKontextTextToImage' }, 'aspectRatio', 'Square', '1:1'],
		[{ resource: 'video', operation: 'klingTextToVideo' }, 'duration', '10 seconds', '10'],
		[{ resource: 'video', operation: 'klingTextToVideo' }, 'duration', 10, '10'],
	])('of %j in %s may be written as %j', async (about, name, cell, sent) => {
		const { error, bodies } = await submit({ ...about, [name]: '={{ $json.cell }}' }, {
			cell,
		} as IDataObject);
		expect(error).toBeUndefined();
		const wireName = name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`);
		expect(bodies.map((body) => body[wireName])).toEqual([sent]);
	});

	test.each(['image/png', '.png', 'PNG', 'Png'])('of a format may be %s', async (cell) => {
		const additionalFields = { outputFormat: '={{ $json.cell }}' };
		const { bodies } = await submit({ additionalFields }, { cell });
		expect(bodies).toEqual([{ ...PLAIN, output_format: 'png' }]);
	});

	test.each(['.jpg', 'image/jpeg', 'JPG'])('of a format may be %s', async (cell) => {
		const additionalFields = { outputFormat: '={{ $json.cell }}' };
		const { bodies } = await submit({ additionalFields }, { cell });
		expect(bodies).toEqual([{ ...PLAIN, output_format: 'jpeg' }]);
	});

	test('that there is not is told with the labels of the others', async () => {
		const { error } = await submit({ imageSize: '={{ "21:9" }}' });
		expect(error?.message).toBe(
			`'Image Size' must be one of Custom, Landscape 16:9, Landscape 4:3, Portrait 3:4, Portrait 9:16, Square, Square HD, but is "21:9" [item 0]`,
		);
	});
});

describe('a collection that was not made in the editor', () => {
	const lora = (parameters: unknown) => ({
		operation: 'fluxLora',
		additionalFields: parameters as INodeParameters,
	});
	const LORAS = [{ path: 'owner/model', scale: 1 }];
	const asOne: [string, INodeParameters, IDataObject] = [
		'one entry',
		lora({ loras: { path: 'owner/model' } }),
		{ loras: LORAS },
	];
	// n8n 1.x does not load a workflow that has one
	const oneEntry = process.env.N8N_ENGINE ? [] : [asOne];

	test.each<[string, INodeParameters, IDataObject]>([
		['wire names', lora({ output_format: 'png', seed: 7 }), { output_format: 'png', seed: 7 }],
		[
			'one expression for all',
			{ additionalFields: '={{ { numInferenceSteps: 9, seed: 7 } }}' },
			{ num_inference_steps: 9, seed: 7 },
		],
		['JSON for all', { additionalFields: '{"seed":"7"}' }, { seed: 7 }],
		['a list', lora({ loras: LORAS }), { loras: LORAS }],
		['a list of paths', lora({ loras: ['owner/model'] }), { loras: LORAS }],
		...oneEntry,
		[
			'an expression that gives a list',
			lora({ loras: '={{ [{ path: "owner/model" }] }}' }),
			{ loras: LORAS },
		],
		[
			'an expression in the group',
			lora({ loras: { lora: '={{ [{ path: "owner/model", scale: "1" }] }}' } }),
			{ loras: LORAS },
		],
	])('is taken where its meaning is plain: %s', async (_name, parameters, more) => {
		const { error, bodies } = await submit(parameters);
		expect(error).toBeUndefined();
		expect(bodies).toEqual([{ ...PLAIN, ...more }]);
	});

	test.each<[string, INodeParameters, RegExp]>([
		[
			'a name that there is not',
			{ additionalFields: { colour: 'red' } },
			/^'Additional Fields' has no field "colour": it accepts Acceleration, Safety Checker, /,
		],
		[
			'a guard by another name',
			{ options: { max_images: 1 }, numImages: 3 },
			/^'Options' has no field "max_images": it accepts Concurrency, /,
		],
		[
			'a field that stands above',
			{ additionalFields: { num_images: 3 } },
			/^'Number of Images' does not belong in 'Additional Fields': set the field itself \[item 0\]$/,
		],
		[
			'a list',
			{ additionalFields: ['seed'] as unknown as INodeParameters },
			/^'Additional Fields' must be an object with field names, but is \["seed"\] \[item 0\]$/,
		],
		[
			'a text',
			{ additionalFields: 'seed 7' },
			/^'Additional Fields' must be an object with field names, but is "seed 7" \[item 0\]$/,
		],
		[
			'an entry without what it is about',
			lora({ loras: { lora: [{ path: 'a' }, { scale: 1 }] } }),
			/^LoRA 2 of 2: 'Path' must not be empty \[item 0\]$/,
		],
		['an entry that is none', lora({ loras: [7] }), /^LoRA 1 of 1 must be a list of LoRAs, /],
	])('is refused otherwise: %s', async (_name, parameters, message) => {
		const { error } = await submit(parameters);
		expect(error?.message).toMatch(message);
		expect(emulator().calls.all).toEqual([]);
	});

	test('may hold what another operation has left there', async () => {
		const additionalFields = { acceleration: 'regular', loras: { lora: [] }, seed: 7 };
		const { error, bodies } = await submit({
			operation: 'fluxProKontextTextToImage',
			additionalFields,
		});
		expect(error).toBeUndefined();
		expect(bodies).toEqual([
			{ prompt: 'A lighthouse', aspect_ratio: '1:1', num_images: 1, seed: 7 },
		]);
	});
});

describe('the option Max Files by expression', () => {
	const guarded = async (...limits: unknown[]) => {
		const options = { maxFiles: '={{ $json.limit }}' };
		const items = limits.map((limit) => ({ limit }) as IDataObject);
		const { error } = await submit({ options }, ...items);
		return error?.message;
	};

	test.each<[string, unknown[], number | undefined]>([
		['the strictest counts', [5, 2, 4], 2],
		['an item without one leaves it to the others', [null, 2, ' '], 2],
		['no limit leaves it to the others', [0, 2, 3], 2],
		['nothing is guarded where no item has one', [null, '', ' '], undefined],
		['enough is enough', [3, 4, null], undefined],
	])('%s', async (_name, limits, allowed) => {
		expect(await guarded(...limits)).toBe(
			allowed === undefined
				? undefined
				: `This run would generate 3 files, but the option 'Max Files' allows ${allowed}`,
		);
		expect(emulator().calls.submits).toHaveLength(allowed === undefined ? 3 : 0);
	});
});

describe('an expression', () => {
	test.each<[string, INodeParameters, string]>([
		['the prompt', { prompt: '{{ $json.a }}' }, 'Prompt'],
		['a choice', { imageSize: '{{ $json.a }}' }, 'Image Size'],
		[
			'an additional field',
			{ additionalFields: { guidanceScale: '{{ $json.a }}' } },
			'Guidance Scale',
		],
		['an option', { options: { outputBinaryField: '{{ $json.a }}' } }, 'Put Output File in Field'],
		['an image URL', { operation: 'fluxProKontext', imageUrl: '{{ $json.a }}' }, 'Image URL'],
		[
			'a request ID',
			{ resource: 'request', operation: 'getResult', requestId: '{{ $json.a }}' },
			'Request ID',
		],
		[
			'a body',
			{
				resource: 'endpoint',
				operation: 'run',
				endpoint: 'fal-ai/x',
				body: '{"prompt":"{{ $json.a }}"}',
			},
			'Body',
		],
		[
			'an endpoint',
			{
				resource: 'endpoint',
				operation: 'run',
				endpoint: { __rl: true, mode: 'path', value: '{{ $json.a }}' },
			},
			'Endpoint',
		],
	])('that was left on Fixed is found in %s', async (_name, parameters, label) => {
		const { error } = await submit(parameters, { a: 'x' });
		expect(error?.message).toMatch(
			new RegExp(`^'${label}' is set to Fixed, but contains the expression `),
		);
		expect(error?.message).toContain('{{ $json.a }}');
		expect(emulator().calls.all).toEqual([]);
	});

	test('that fails is told as n8n tells it, with all that its editor shows', async () => {
		const { error } = await submit({ prompt: "={{ $('Sheet').item.json.prompt }}" }, {}, {});
		expect(error?.message).toBe("Referenced node doesn't exist [item 0]");
		expect(error?.description).toBe('Nothing was submitted. Also invalid: item 1.');
		expect(error?.context).toMatchObject({
			itemIndex: 0,
			nodeCause: 'Sheet',
			parameter: 'prompt',
			descriptionKey: 'nodeNotFound',
		});
		expect(emulator().calls.all).toEqual([]);
	});
});
