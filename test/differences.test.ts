import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNodes, useEmulator, type Ran } from './harness/node';
import { items, parameters } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

const hintsOf = ({ run }: Ran) =>
	(run.data.resultData.runData.Node?.at(-1)?.hints ?? []).map(({ message }) => message);

/** An answer with an image of each of these sizes. */
const answerOf = (sizes: [width: number, height: number][], seed = 7) => ({
	images: sizes.map(([width, height], index) => ({
		url: `https://example.com/${index}.png`,
		width,
		height,
	})),
	seed,
});

const endpoint = (body: IDataObject): INodeParameters => ({
	resource: 'endpoint',
	operation: 'run',
	endpoint: 'fal-ai/some/model',
	body: JSON.stringify(body),
});

/** What differs where the model makes this of those parameters. */
async function differencesOf(parameters: INodeParameters, answer: object) {
	emulator().misbehave({ on: 'result', does: { status: 200, body: answer } });
	const node = quickRouter('Node', { prompt: 'a mill', output: 'request', ...parameters });
	const ran = await runNodes(emulator(), node);
	return { differences: ran.json[0]?.differences, hints: hintsOf(ran) };
}

describe('a result', () => {
	const seven = { additionalFields: { seed: 7 } };
	const ratio = (aspectRatio: string) => ({
		operation: 'fluxProKontextTextToImage',
		aspectRatio,
	});

	test.each<[string, INodeParameters, object]>([
		['all as it was asked for', { numImages: 1, ...seven }, answerOf([[1024, 768]])],
		['sides in steps of 16 pixels', {}, answerOf([[1008, 768]])],
		['more files', {}, answerOf(Array.from({ length: 2 }, () => [1024, 768]))],
		['no word on sizes and seed', seven, { images: ['https://example.com/a.png'] }],
		["the model's own size for a ratio", ratio('16:9'), answerOf([[1392, 752]])],
		[
			'a named size that an unknown model has other pixels for',
			endpoint({ image_size: 'square' }),
			answerOf([[1024, 1024]]),
		],
		['fewer files than were allowed', endpoint({ max_images: 4 }), answerOf([[1024, 1024]])],
		['a ratio that the model chose', endpoint({ aspect_ratio: 'auto' }), answerOf([[512, 1024]])],
	])('with %s does not differ', async (_what, parameters, answer) => {
		expect(await differencesOf(parameters, answer)).toEqual({ differences: [], hints: [] });
	});

	test.each<[string, INodeParameters, object, object, string]>([
		[
			'fewer files',
			{ numImages: 3 },
			answerOf([[1024, 768]]),
			{ field: 'files', asked: 3, received: 1 },
			'returned fewer files than requested (item 0: 1 instead of 3).',
		],
		[
			'another size',
			{ imageSize: 'custom', imageWidth: 800, imageHeight: 600, numImages: 2 },
			answerOf([
				[800, 600],
				[1024, 600],
			]),
			{ field: 'size', asked: '800x600', received: '1024x600' },
			'returned a different image size than requested (item 0: 1024x600 instead of 800x600).',
		],
		[
			'another size than the name stands for',
			{ imageSize: 'square' },
			answerOf([[1024, 1024]]),
			{ field: 'size', asked: '512x512', received: '1024x1024' },
			'returned a different image size than requested (item 0: 1024x1024 instead of 512x512).',
		],
		[
			'another ratio',
			ratio('4:3'),
			answerOf([[1248, 832]]),
			{ field: 'aspectRatio', asked: '4:3', received: '1248x832' },
			'returned a different aspect ratio than requested (item 0: 1248x832 instead of 4:3).',
		],
		[
			'another ratio than the name stands for',
			endpoint({ image_size: 'portrait_16_9' }),
			answerOf([[768, 1024]]),
			{ field: 'aspectRatio', asked: '9:16', received: '768x1024' },
			'returned a different aspect ratio than requested (item 0: 768x1024 instead of 9:16).',
		],
		[
			'another seed',
			seven,
			answerOf([[1024, 768]], 8),
			{ field: 'seed', asked: 7, received: 8 },
			'used a different seed than requested (item 0: 8 instead of 7).',
		],
	])('with %s differs', async (_what, parameters, answer, difference, told) => {
		expect(await differencesOf(parameters, answer)).toEqual({
			differences: [difference],
			hints: [`1 request ${told}`],
		});
	});
});

test('requests that differ are counted, in a sentence for each field', async () => {
	emulator().misbehave({
		on: 'result',
		times: 4,
		does: { status: 200, body: answerOf([[512, 512]], 8) },
	});
	const node = quickRouter('Node', {
		...parameters,
		numImages: '={{ $json.prompt === "one" ? 1 : 2 }}',
		additionalFields: { seed: '={{ $json.prompt === "three" ? 7 : 8 }}' },
	});
	expect(hintsOf(await runNodes(emulator(), node, items))).toEqual([
		'3 requests returned fewer files than requested (first: item 1: 1 instead of 2). ' +
			'4 requests returned a different image size than requested (first: item 0: 512x512 instead of 1024x768). ' +
			'1 request used a different seed than requested (item 2: 8 instead of 7).',
	]);
});

test('what was asked for is not known where a result is fetched by its ID', async () => {
	const [submitted] = (
		await runNodes(emulator(), quickRouter('Node', { prompt: 'a mill', waitForCompletion: false }))
	).json;
	const requestId = submitted?.requestId as string;
	const node = quickRouter('Node', {
		resource: 'request',
		operation: 'getResult',
		requestId,
		output: 'request',
	});
	const { json } = await runNodes(emulator(), node);
	expect(json).toMatchObject([{ requestId, differences: null }]);
});
