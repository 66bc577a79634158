import sharp from 'sharp';

import { runNodes, useEmulator } from './harness/node';
import { fromItem } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const PROMPTS = ['a lighthouse', 'a windmill', 'a harbour'].map((prompt) => ({ prompt }));

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
		const image = {
			width: 1024,
			height: 768,
			contentType: 'image/jpeg',
			nsfw: true,
			fileName: null,
			fileSize: null,
		};
		const url = expect.any(String) as string;
		expect(json).toEqual([
			{
				requestId: job?.requestId,
				endpoint: 'fal-ai/flux-1/dev',
				status: 'COMPLETED',
				files: [
					{ url, ...image },
					{ url, ...image },
				],
				seed: job?.seed,
				prompt: 'nsfw',
				timings: { inference: expect.any(Number) as number },
				differences: [],
			},
		]);
	});

	describe('for a video', () => {
		const url = 'https://example.com/out.mp4';
		const video = { url, content_type: 'video/mp4', file_name: 'out.mp4', file_size: 1_234 };
		const parameters = {
			resource: 'endpoint',
			operation: 'run',
			endpoint: 'fal-ai/some/video',
			body: '{ "prompt": "a lighthouse" }',
		};
		const known = {
			requestId: expect.any(String) as string,
			endpoint: 'fal-ai/some/video',
			seed: null,
			prompt: 'a lighthouse',
		};
		const made = async (answer: object, more: object = {}) => {
			emulator().misbehave({ on: 'result', does: { status: 200, body: { video: answer } } });
			return (await runNodes(emulator(), quickRouter('Node', { ...parameters, ...more }))).json;
		};

		test('tells the name and size of its file', async () => {
			const file = { url, fileName: 'out.mp4', fileSize: 1_234, contentType: 'video/mp4' };
			expect(await made(video)).toEqual([{ ...file, index: 0, ...known }]);
		});

		test('is known by its URL where its content type is missing', async () => {
			const file = { url, fileName: null, fileSize: null, contentType: null };
			expect(await made({ url })).toEqual([{ ...file, index: 0, ...known }]);
		});

		test('has all keys of a file where it is one item per request', async () => {
			const unknown = { width: null, height: null, nsfw: null };
			const file = { url, fileName: 'out.mp4', fileSize: 1_234, contentType: 'video/mp4' };
			expect(await made(video, { output: 'request' })).toEqual([
				{
					...known,
					status: 'COMPLETED',
					files: [{ ...file, ...unknown }],
					timings: null,
					differences: [],
				},
			]);
		});
	});

	test("becomes the relay's answer, untouched, where that is asked for", async () => {
		const body = { images: [{ url: 'https://example.com/a.png' }], odd: { kept: [1, null] } };
		emulator().misbehave({ on: 'result', does: { status: 200, body } });
		const node = quickRouter('Node', { prompt: 'a lighthouse', output: 'raw' });
		expect((await runNodes(emulator(), node)).json).toEqual([body]);
	});

	test('is not waited for where that is asked for', async () => {
		const node = quickRouter('Node', {
			...fromItem,
			waitForCompletion: false,
			options: { concurrency: 1 },
		});
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
		const generate = quickRouter('Generate', { ...fromItem, options: { concurrency: 1 } });
		const edit = quickRouter('Edit', {
			operation: 'fluxProKontext',
			prompt: 'make it night',
			imageUrl: '={{ $json.url }}',
			additionalFields: { outputFormat: 'png' },
			options: { concurrency: 1 },
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
