import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import sharp from 'sharp';

import { cancelWhen } from './harness/engine';
import { fileServer } from './harness/fileServer';
import { retryNodes, runNodes, useEmulator, type Ran } from './harness/node';
import { storedBytes, useStorage, type StorageMode } from './harness/storage';
import { quickRouter } from './harness/workflow';

const PROMPTS = ['a lighthouse', 'a windmill'].map((prompt) => ({ prompt }));
const parameters = { prompt: '={{ $json.prompt }}', options: { downloadFiles: true } };
const kontext = {
	operation: 'fluxProKontext',
	prompt: 'make it night',
	imageSource: 'binary',
};

let clean: () => void = () => undefined;
beforeEach(async () => {
	clean = await useStorage('memory');
});
afterEach(() => {
	clean();
});

const emulator = useEmulator({ runTimeMs: 20 });
const continuing = { onError: 'continueRegularOutput' } as const;

/** What stands in a binary field that is kept in memory. */
const bytesOf = (item: INodeExecutionData | undefined) =>
	Buffer.from(item?.binary?.data?.data ?? '', 'base64');
const png = async (width = 64) =>
	await sharp({ create: { width, height: 48, channels: 3, background: '#3478f6' } })
		.png()
		.toBuffer();
const binaryItem = (bytes: Buffer, about: Partial<IBinaryData> = {}) => ({
	json: {},
	binary: { data: { data: bytes.toString('base64'), mimeType: 'image/png', ...about } },
});
const served = async (url: unknown) =>
	Buffer.from(await (await fetch(url as string)).arrayBuffer());
const submittedImages = () =>
	emulator().calls.submits.map(({ body }) => (body as { image_url?: string }).image_url);

describe('files out', () => {
	test('stand in the binary field, each as it is served, with name, type and size', async () => {
		const node = quickRouter('Node', { ...parameters, additionalFields: { outputFormat: 'png' } });
		const { items } = await runNodes(emulator(), node, PROMPTS);
		expect(items).toHaveLength(2);
		for (const [index, item] of items.entries()) {
			const { url, requestId } = item.json;
			const bytes = await served(url);
			expect(bytesOf(item).equals(bytes)).toBe(true);
			expect(item.binary?.data).toMatchObject({
				fileName: `${requestId as string}_0.png`,
				fileExtension: 'png',
				mimeType: 'image/png',
				fileType: 'image',
			});
			expect(item.json.prompt).toBe(PROMPTS[index]?.prompt);
			expect(item.pairedItem).toEqual({ item: index });
		}
	});

	test.each(['request', 'raw'])('have a field each where an item is a %s', async (output) => {
		const options = { downloadFiles: true, outputBinaryField: 'picture' };
		const node = quickRouter('Node', { prompt: 'a', numImages: 3, output, options });
		const { items } = await runNodes(emulator(), node);
		expect(items).toHaveLength(1);
		const fields = items[0]?.binary ?? {};
		expect(Object.keys(fields)).toEqual(['picture', 'picture_1', 'picture_2']);
		const requestId = [...emulator().queue.jobs.keys()][0] ?? '';
		expect(Object.values(fields).map(({ fileName }) => fileName)).toEqual(
			[0, 1, 2].map((index) => `${requestId}_${index}.jpg`),
		);
	});

	test('are not downloaded unless that is asked for', async () => {
		const { items } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a' }));
		expect(items[0]?.binary).toBeUndefined();
		expect(emulator().calls.of('file')).toEqual([]);
	});

	test('are downloaded by Get Result, too', async () => {
		const submit = quickRouter('Submit', { prompt: 'a', waitForCompletion: false });
		const { json } = await runNodes(emulator(), submit);
		const fetch = quickRouter('Fetch', {
			resource: 'request',
			operation: 'getResult',
			requestId: json[0]?.requestId as string,
			options: { downloadFiles: true },
		});
		const { items } = await runNodes(emulator(), fetch);
		expect((await sharp(bytesOf(items[0])).metadata()).width).toBe(1024);
	});

	test('come of any endpoint, with the kind that their server names', async () => {
		const video = Buffer.from('a film, it may be supposed');
		const { url } = await fileServer(video, 'video/mp4; charset=binary');
		emulator().misbehave({ on: 'result', does: { status: 200, body: { video: { url } } } });
		const run = {
			resource: 'endpoint',
			operation: 'run',
			endpoint: 'fal-ai/film',
			body: '{"prompt":"a"}',
			options: { downloadFiles: true },
		};
		const { items } = await runNodes(emulator(), quickRouter('Node', run));
		expect(items[0]?.json).toMatchObject({ url, index: 0 });
		expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'video/mp4', fileExtension: 'mp4' });
		expect(bytesOf(items[0]).equals(video)).toBe(true);
	});
});

describe('a download that goes wrong', () => {
	test.each([
		['reset', 'reset'],
		['truncate', 'truncate'],
		['503', { status: 503 }],
		['429', { status: 429 }],
	] as const)('for a moment (%s) is repeated', async (_name, does) => {
		emulator().misbehave({ on: 'file', does });
		const { items } = await runNodes(
			emulator(),
			quickRouter('Node', { ...parameters, prompt: 'a' }),
		);
		expect((await sharp(bytesOf(items[0])).metadata()).width).toBe(1024);
		expect(emulator().calls.of('file')).toHaveLength(2);
		expect(emulator().calls.submits).toHaveLength(1);
	});

	test.each([
		['HTTP 410', { status: 410 }, 'its server answered with HTTP 410'],
		[
			'a web page',
			{ status: 200, body: '<!doctype html><p>Gone</p>' },
			'its content is not an image, video or audio file (type: text/html)',
		],
	] as const)('for good (%s) leaves the item its URL', async (_name, does, why) => {
		emulator().misbehave({ on: 'file', does });
		const node = quickRouter('Node', { ...parameters, prompt: 'a' }, continuing);
		const { json } = await runNodes(emulator(), node);
		const [requestId] = emulator().queue.jobs.keys();
		const files = [{ url: expect.stringMatching(/0\.jpg$/) as string, width: 1024 }];
		expect(json).toHaveLength(1);
		expect(json[0]?.error).toMatchObject({ requestId, endpoint: 'fal-ai/flux-1/dev', files });
		expect((json[0]?.error as { message: string }).message).toContain(`not be downloaded: ${why}`);
		expect(emulator().calls.of('file')).toHaveLength(1);
	});

	test('is repeated by a retry, without another picture', async () => {
		emulator().misbehave({ on: 'file', does: { status: 410 } });
		const node = quickRouter('Node', parameters);
		const failed = await runNodes(emulator(), node, PROMPTS);
		expect(failed.error?.message).toContain('could not be downloaded');
		const { items } = await retryNodes(emulator(), node, failed);
		expect(items.map(({ json }) => json.prompt)).toEqual(PROMPTS.map(({ prompt }) => prompt));
		for (const item of items) expect(bytesOf(item).equals(await served(item.json.url))).toBe(true);
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('that goes silent is given up in time, and repeated', async () => {
		emulator().misbehave({ on: 'file', does: 'stall' });
		const options = { ...parameters.options, timeout: 3 };
		const node = quickRouter('Node', { prompt: 'a', options });
		const { items } = await runNodes(emulator(), node);
		expect((await sharp(bytesOf(items[0])).metadata()).width).toBe(1024);
		expect(emulator().calls.of('file')).toHaveLength(2);
	});

	test('ends at once when the execution is stopped', async () => {
		emulator().misbehave({ on: 'file', does: 'stall' });
		const stop = cancelWhen(() => emulator().calls.of('file').length >= 1);
		const node = quickRouter('Node', { ...parameters, prompt: 'a' });
		const { run } = await runNodes(emulator(), node, [{}], stop);
		expect(run.status).toBe('canceled');
	});

	test('reaches the error output with its URLs', async () => {
		emulator().misbehave({ on: 'file', does: { status: 410 } });
		const settings = { onError: 'continueErrorOutput' } as const;
		const { items, errorItems } = await runNodes(
			emulator(),
			quickRouter('Node', parameters, settings),
			PROMPTS,
		);
		expect(items).toHaveLength(1);
		expect(errorItems).toHaveLength(1);
		const files = [{ url: expect.stringMatching(/0\.jpg$/) as string }];
		expect(errorItems[0]?.json.error).toMatchObject({ files });
	});

	test('does not keep the next request from being submitted', async () => {
		emulator().misbehave({ on: 'file', times: 2, does: 'hang' });
		const options = { ...parameters.options, concurrency: 1 };
		const node = quickRouter('Node', { ...parameters, options });
		const stop = cancelWhen(() => emulator().calls.of('submit').length >= 2);
		const { run } = await runNodes(emulator(), node, PROMPTS, stop);
		expect(run.status).toBe('canceled');
		expect(emulator().calls.of('file').length).toBeLessThanOrEqual(1);
	});
});

describe.each<StorageMode>(['memory', 'filesystem'])('files in and out, kept in %s', (mode) => {
	beforeEach(async () => {
		clean();
		clean = await useStorage(mode);
	});

	test('pass from node to node: generated, edited, and the bytes the same', async () => {
		const generate = quickRouter('Generate', { ...parameters, prompt: 'a lighthouse' });
		const edit = quickRouter('Edit', { ...kontext, options: { downloadFiles: true } });
		const { items } = await runNodes(emulator(), [generate, edit]);
		const [generated, edited] = [...emulator().queue.jobs.values()];
		const [first] = emulator().calls.of('file');
		const source = await served(`${filesUrl(items)}${first?.path ?? ''}`);
		expect(submittedImages()).toEqual([
			undefined,
			`data:image/jpeg;base64,${source.toString('base64')}`,
		]);
		expect(items[0]?.json.requestId).toBe(edited?.requestId);
		expect(generated?.requestId).not.toBe(edited?.requestId);
		const last = items[0]?.binary?.data;
		expect((await storedBytes(last)).equals(await served(items[0]?.json.url))).toBe(true);
		expect(last?.id === undefined).toBe(mode === 'memory');
	});
});

describe('files in', () => {
	const run = async (items: INodeExecutionData[], more = {}) =>
		await runNodes(emulator(), quickRouter('Node', { ...kontext, ...more }), [], { items });

	test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
		'are sent as what they are, whatever they are called: %s',
		async (format) => {
			const bytes = await sharp(await png())
				.toFormat(format)
				.toBuffer();
			const misnamed = { fileName: 'notes.txt', mimeType: 'text/plain' };
			const { json } = await run([binaryItem(bytes, misnamed)]);
			expect(json).toHaveLength(1);
			const sent = `data:image/${format};base64,${bytes.toString('base64')}`;
			expect(submittedImages()).toEqual([sent]);
		},
	);

	test('are taken from the field that is named', async () => {
		const item = binaryItem(await png());
		const { json } = await run([{ json: {}, binary: { photo: item.binary.data } }], {
			binaryPropertyName: 'photo',
		});
		expect(json).toHaveLength(1);
	});

	const tooLarge = async () => Buffer.concat([await png(), Buffer.alloc(20 * 1024 * 1024)]);
	test.each<[string, () => Promise<INodeExecutionData>, string]>([
		[
			'no file at all',
			async () => await Promise.resolve({ json: {} }),
			"'Input Binary Field' must be the name of a binary field of the item, but the item has no files [item 1]",
		],
		[
			'a text that is called a picture',
			async () => await Promise.resolve(binaryItem(Buffer.from('Dear diary'))),
			"The file in 'data' must be a JPEG, PNG, WebP, GIF or AVIF image, but its content is not (its type is given as image/png) [item 1]",
		],
		[
			'more than 20 MB',
			async () => binaryItem(await tooLarge()),
			"The file in 'data' must be at most 20 MB, but is 20.01 MB [item 1]",
		],
	])('are refused before anything is sent: %s', async (_name, bad, message) => {
		const { error } = await run([binaryItem(await png()), await bad()]);
		expect(error?.message).toBe(message);
		expect(emulator().calls.all).toEqual([]);
	});

	test('are paid for once over two tries', async () => {
		const items = [binaryItem(await png(64)), binaryItem(await png(80))];
		const crash = { status: 200, body: { status: 'COMPLETED', error: 'x', error_type: 'y' } };
		emulator().misbehave({ on: 'result', does: crash });
		const node = quickRouter('Node', kontext, {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 0,
		});
		const { json } = await runNodes(emulator(), node, [], { items });
		expect(json.map(({ width }) => width)).toEqual([64, 80]);
		expect(emulator().calls.submits).toHaveLength(3);
	});
});

/** Where the emulator serves its pictures. */
function filesUrl(items: Ran['items']): string {
	return new URL(items[0]?.json.url as string).origin;
}
