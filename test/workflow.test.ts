import sharp from 'sharp';

import { INPUT_IMAGE } from './harness/form';
import { quickRouter, runNodes, useEmulator } from './harness/node';

const PROMPTS = ['a lighthouse', 'a windmill', 'a harbour'].map((prompt) => ({ prompt }));
const fromItem = { prompt: '={{ $json.prompt }}' };

describe('a request', () => {
	const emulator = useEmulator();

	test('becomes an item per image, with all that is known of it', async () => {
		const node = quickRouter('Node', {
			prompt: 'a lighthouse',
			numImages: 2,
			additionalFields: { seed: 7, outputFormat: 'png' },
		});
		const { json, items } = await runNodes(emulator(), node);
		const [job] = emulator().queue.jobs.values();
		const common = {
			width: 1024,
			height: 768,
			contentType: 'image/png',
			requestId: job?.requestId,
			endpoint: 'fal-ai/flux-1/dev',
			seed: 7,
			prompt: 'a lighthouse',
			nsfw: false,
		};
		expect(json).toEqual([
			{ ...common, url: expect.stringMatching(/0\.png$/) as string, index: 0 },
			{ ...common, url: expect.stringMatching(/1\.png$/) as string, index: 1 },
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	test('is followed at the base URL with `auto`, and asked for with the key and nothing else', async () => {
		await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }));
		const [job] = emulator().queue.jobs.values();
		const [submit, ...polls] = emulator().calls.all;
		expect(submit).toMatchObject({ method: 'POST', path: '/fal-ai/flux-1/dev' });
		expect(submit?.headers).toMatchObject({
			authorization: `Bearer ${emulator().key}`,
			accept: 'application/json',
			'content-type': 'application/json',
		});
		expect(polls.length).toBeGreaterThan(0);
		for (const poll of polls) {
			expect(poll).toMatchObject({
				method: 'GET',
				path: `/fal-ai/auto/requests/${job?.requestId ?? ''}`,
				authorization: `Bearer ${emulator().key}`,
			});
			expect(poll.body).toBeUndefined();
		}
	});

	test('becomes one item where that is asked for', async () => {
		const node = quickRouter('Node', { prompt: 'nsfw', numImages: 2, output: 'request' });
		const { json } = await runNodes(emulator(), node);
		const [job] = emulator().queue.jobs.values();
		const image = { width: 1024, height: 768, contentType: 'image/jpeg', nsfw: true };
		const url = expect.any(String) as string;
		expect(json).toEqual([
			{
				requestId: job?.requestId,
				endpoint: 'fal-ai/flux-1/dev',
				status: 'COMPLETED',
				images: [
					{ url, ...image },
					{ url, ...image },
				],
				seed: job?.seed,
				prompt: 'nsfw',
				timings: { inference: expect.any(Number) as number },
			},
		]);
	});

	test("becomes the relay's answer, untouched, where that is asked for", async () => {
		const body = { images: [{ url: 'https://example.com/a.png' }], odd: { kept: [1, null] } };
		emulator().misbehave({ on: 'result', does: { status: 200, body } });
		const node = quickRouter('Node', { prompt: 'a lighthouse', output: 'raw' });
		expect((await runNodes(emulator(), node)).json).toEqual([body]);
	});

	test('is not waited for where that is asked for', async () => {
		const node = quickRouter('Node', { ...fromItem, waitForCompletion: false });
		const { json } = await runNodes(emulator(), node, PROMPTS);
		expect(json).toEqual(
			[...emulator().queue.jobs.values()].map(({ requestId }) => ({
				requestId,
				endpoint: 'fal-ai/flux-1/dev',
				status: 'IN_QUEUE',
				queuePosition: 0,
			})),
		);
		expect(emulator().calls.all.map(({ verb }) => verb)).toEqual(['submit', 'submit', 'submit']);
	});

	test('may be answered at once with its images', async () => {
		const body = { images: [{ url: 'https://example.com/a.png' }], seed: 3 };
		emulator().misbehave({ on: 'submit', does: { status: 200, body } });
		const { json } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }));
		expect(json).toEqual([
			{
				url: 'https://example.com/a.png',
				width: null,
				height: null,
				contentType: null,
				index: 0,
				requestId: null,
				endpoint: 'fal-ai/flux-1/dev',
				seed: 3,
				prompt: 'a lighthouse',
				nsfw: null,
			},
		]);
		expect(emulator().calls.all).toHaveLength(1);
	});

	test('goes on through nodes in a chain: generate, then edit', async () => {
		const generate = quickRouter('Generate', fromItem);
		const edit = quickRouter('Edit', {
			operation: 'fluxProKontext',
			prompt: 'make it night',
			imageUrl: '={{ $json.url }}',
			additionalFields: { outputFormat: 'png' },
		});
		const { json, items } = await runNodes(emulator(), [generate, edit], PROMPTS);
		const submits = emulator().calls.submits;
		const generated = submits.slice(0, 3).map(({ body }) => body);
		expect(generated).toEqual(
			PROMPTS.map(({ prompt }) => ({ prompt, image_size: 'landscape_4_3', num_images: 1 })),
		);
		const jobs = [...emulator().queue.jobs.values()];
		const urls = jobs.slice(0, 3).map(({ requestId }) => `/files/${requestId}/0.jpg`);
		expect(submits.slice(3)).toEqual(
			urls.map((url) => ({
				endpoint: 'fal-ai/flux-pro/kontext',
				body: {
					prompt: 'make it night',
					image_url: expect.stringContaining(url) as string,
					num_images: 1,
					output_format: 'png',
				},
			})),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));

		const response = await fetch(json[0]?.url as string);
		const picture = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
		expect(picture).toMatchObject({ format: 'png', width: 1024, height: 768 });
	});
});

describe('many requests', () => {
	const emulator = useEmulator({
		capacity: Infinity,
		runTimeMs: (_job, random) => 50 + random * 600,
	});
	const prompts = Array.from({ length: 20 }, (_, index) => ({ prompt: `picture ${index}` }));

	test('keep the order of their items, whatever finishes first', async () => {
		const node = quickRouter('Node', fromItem);
		const { json, items } = await runNodes(emulator(), node, prompts);
		const finished = [...emulator().queue.jobs.values()]
			.sort((one, other) => (one.completedAtMs ?? 0) - (other.completedAtMs ?? 0))
			.map(({ body }) => (body as { prompt: string }).prompt);
		const asked = prompts.map(({ prompt }) => prompt);
		expect(finished).not.toEqual(asked);
		expect(json.map(({ prompt }) => prompt)).toEqual(asked);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(asked.map((_, item) => ({ item })));
	});

	test.each([0, 201, 2.5])('with a concurrency of %d are refused', async (concurrency) => {
		const node = quickRouter('Node', { ...fromItem, options: { concurrency } });
		const { error } = await runNodes(emulator(), node, prompts);
		expect(error?.message).toBe(
			`'Concurrency' must be a whole number from 1 to 200, but is ${concurrency} [Item 0]`,
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test('tell in a manual run how far they are', async () => {
		const messages: string[] = [];
		const onMessage = (nodeName: string, message: string) =>
			messages.push(`${nodeName}: ${message}`);
		const node = quickRouter('Node', { ...fromItem, options: { concurrency: 1 } });
		await runNodes(emulator(), node, prompts.slice(0, 2), { onMessage });
		expect(messages).toEqual([
			'Node: 0 of 2 ready, 1 running',
			'Node: 1 of 2 ready, 1 running',
			'Node: 2 of 2 ready, 0 running',
		]);
	});

	test('are not begun any more once the execution is stopped', async () => {
		const node = quickRouter('Node', { ...fromItem, options: { concurrency: 2 } });
		const onStart = ({ cancel }: { cancel: () => void }) => {
			const timer = setInterval(() => {
				if (emulator().calls.submits.length < 2) return;
				clearInterval(timer);
				cancel();
			}, 5);
		};
		const { run } = await runNodes(emulator(), node, prompts, { onStart });
		expect(run.status).toBe('canceled');
		expect(emulator().calls.submits).toHaveLength(2);
	});
});

describe('concurrency', () => {
	const emulator = useEmulator({ capacity: Infinity, runTimeMs: 60_000 });
	const prompts = Array.from({ length: 12 }, (_, index) => ({ prompt: `picture ${index}` }));

	test.each([
		[{}, 10],
		[{ concurrency: 3 }, 3],
		[{ concurrency: 1 }, 1],
	])('with options %j has %d in flight, and not one more', async (options, most) => {
		const node = quickRouter('Node', { ...fromItem, options });
		const onStart = ({ cancel }: { cancel: () => void }) => {
			const timer = setInterval(() => {
				// As soon as one has been looked at twice, the run has had the time to submit more
				const paths = emulator()
					.calls.of('result')
					.map(({ path }) => path);
				if (new Set(paths).size < most || paths.length < 2 * most) return;
				clearInterval(timer);
				cancel();
			}, 5);
		};
		await runNodes(emulator(), node, prompts, { onStart });
		expect(emulator().queue.mostUnfinished).toBe(most);
	});
});

describe.each(['detail400', 'status200', 'status202'] as const)(
	'a relay that says %s',
	(pending) => {
		const emulator = useEmulator({ pending, runTimeMs: 700 });

		test('is asked until the request is finished', async () => {
			const { json } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }));
			expect(json).toHaveLength(1);
			expect(emulator().calls.of('result').length).toBeGreaterThan(1);
		});
	},
);

describe('an item that cannot be used', () => {
	const emulator = useEmulator();
	const items = [...PROMPTS, { prompt: '', steps: 51 }, { prompt: 'a mill', steps: 99 }];
	const parameters = {
		prompt: '={{ $json.prompt }}',
		additionalFields: { numInferenceSteps: '={{ $json.steps }}' },
	};

	test('costs nothing: not one of the others is submitted', async () => {
		const { error } = await runNodes(emulator(), quickRouter('Node', parameters), items);
		expect(error?.message).toBe(`'Prompt' must be text that is not empty, but is empty [Item 3]`);
		expect(error?.description).toBe(
			"'Inference Steps' must be a whole number from 0 to 50, but is 51. Change the field, or the expression in it. Nothing was submitted for this item. Not usable either: item 4.",
		);
		expect(error?.context).toMatchObject({ itemIndex: 3 });
		expect(emulator().calls.all).toEqual([]);
	});

	test('is passed over as well when its expression fails', async () => {
		const prompt = "={{ $json.prompt === 'a windmill' ? $('Nope').item.json.x : $json.prompt }}";
		const node = quickRouter('Node', { prompt }, { onError: 'continueErrorOutput' });
		const { json, errorItems } = await runNodes(emulator(), node, PROMPTS);
		expect(json.map((item) => item.prompt)).toEqual(['a lighthouse', 'a harbour']);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]?.json).toMatchObject({ prompt: 'a windmill' });
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('is passed over where the workflow continues', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueRegularOutput' });
		const { json, error } = await runNodes(emulator(), node, items);
		expect(error).toBeUndefined();
		expect(json.map(({ prompt }) => prompt)).toEqual([
			...PROMPTS.map(({ prompt }) => prompt),
			undefined,
			undefined,
		]);
		expect(json[4]).toEqual({
			error: {
				message: `'Inference Steps' must be a whole number from 0 to 50, but is 99 [Item 4]`,
				description:
					'Change the field, or the expression in it. Nothing was submitted for this item.',
			},
		});
		expect(emulator().calls.submits).toHaveLength(3);
	});
});

describe('a request that fails', () => {
	const emulator = useEmulator();
	const items = [{ prompt: 'one' }, { prompt: 'two nsfw' }, { prompt: 'three' }];
	const parameters = { operation: 'fluxProKontextTextToImage', ...fromItem };
	const idOf = (prompt: string) =>
		[...emulator().queue.jobs.values()].find(
			({ body }) => (body as { prompt: string }).prompt === prompt,
		)?.requestId;
	const told = () =>
		`The model did not accept the request: 'Prompt': the prompt or the image was refused by the content filter (request ${idOf('two nsfw') ?? ''}) [Item 1]`;

	const known = () => ({
		requestId: idOf('two nsfw'),
		endpoint: 'fal-ai/flux-pro/kontext/text-to-image',
	});
	const error = () => ({
		message: told(),
		description: 'Change what is named in the message, and run the item again.',
		...known(),
		statusCode: 422,
		type: 'content_policy_violation',
	});

	test('ends the execution, and nothing more is submitted', async () => {
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 1 } });
		const { error: thrown, json } = await runNodes(emulator(), node, items);
		expect(thrown).toMatchObject({ message: told(), description: error().description });
		expect(thrown?.context).toMatchObject({ itemIndex: 1 });
		expect(json).toEqual([]);
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('is an item with its request ID where the workflow continues', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueRegularOutput' });
		const { json, items: emitted } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(['one', undefined, 'three']);
		expect(json[1]).toEqual({ error: error(), ...known() });
		expect(emitted.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
	});

	test('goes to the error output, with its request ID, where there is one', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueErrorOutput' });
		const { json, errorItems } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(['one', 'three']);
		expect(errorItems.map((item) => item.json)).toEqual([{ prompt: 'two nsfw', error: error() }]);
		expect(errorItems[0]?.pairedItem).toEqual({ item: 1 });
	});

	test('names the field of the input image that fal could not load', async () => {
		const node = quickRouter('Node', {
			operation: 'fluxProKontext',
			prompt: 'make it night',
			imageUrl: INPUT_IMAGE.replace('https://example.com', emulator().url),
		});
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toMatch(
			/^The model did not accept the request: 'Image URL': the file could not be downloaded; is its URL public\?, but got "http:/,
		);
		expect(emulator().calls.unexpected.splice(0)).toEqual(['GET /photo.jpg: no such route']);
	});
});
