import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runNodes, useEmulator } from './harness/node';
import { storageReads, storeFile, useStorage } from './harness/storage';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 20 });
let clean: () => void = () => undefined;
beforeEach(async () => {
	clean = await useStorage('memory');
});
afterEach(() => {
	clean();
});

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
	'base64',
);
const DATA_URL = `data:image/png;base64,${PNG.toString('base64')}`;
const [A, B] = ['https://example.com/a.png', 'https://example.com/b.png'];

const fileOf = (bytes: Buffer) => ({ data: bytes.toString('base64'), mimeType: 'image/png' });
const megabytes = (count: number) => Buffer.concat([PNG, Buffer.alloc(count * 1024 * 1024)]);
const bodies = () => emulator().calls.submits.map(({ body }) => body as Record<string, unknown>);

async function edit(
	parameters: INodeParameters,
	item: INodeExecutionData = { json: {}, binary: { data: fileOf(PNG), photo: fileOf(PNG) } },
) {
	const node = quickRouter('Node', {
		operation: 'nanoBananaEdit',
		prompt: 'both of them',
		waitForCompletion: false,
		...parameters,
	});
	return await runNodes(emulator(), node, [], { items: [item] });
}

describe('several input images', () => {
	const binary = { imageSource: 'binary' };
	test.each<[string, INodeParameters[], unknown[]]>([
		['URLs', [{ imageUrl: A }, { imageUrl: B }], [A, B]],
		['files', [binary, { ...binary, binaryPropertyName: 'photo' }], [DATA_URL, DATA_URL]],
		['both', [{ imageUrl: A }, binary, { imageUrl: B }], [A, DATA_URL, B]],
		['a file by the label of its source', [{ imageSource: '={{ "Binary data" }}' }], [DATA_URL]],
		['a list of URLs', [{ imageUrl: `={{ ['${A}', '${B}'] }}` }], [A, B]],
		['a list with blanks', [{ imageUrl: `={{ ['${A}', null, ' ', '${B}'] }}` }], [A, B]],
		['a list as text', [{ imageUrl: JSON.stringify([A, B]) }], [A, B]],
		['files of an earlier result', [{ imageUrl: `={{ [{ url: '${A}', width: 1 }] }}` }], [A]],
		[
			'all files of the item',
			[{ ...binary, binaryPropertyName: '={{ Object.values($binary) }}' }],
			[DATA_URL, DATA_URL],
		],
	])('can be %s', async (_name, image, sent) => {
		const { error } = await edit({ images: { image } });
		expect(error).toBeUndefined();
		expect(bodies().map((body) => body.image_urls)).toEqual([sent]);
	});

	test.each<[string, unknown]>([
		['a list', [A, B]],
		['an expression that gives a list', `={{ ['${A}', '${B}'] }}`],
		['a list of entries', [{ imageUrl: A }, { image_url: B }]],
		['a list as JSON', { image: JSON.stringify([{ imageUrl: A }, { imageUrl: B }]) }],
	])('can be %s, as no editor writes it', async (_name, images) => {
		const { error } = await edit({ images: images as INodeParameters });
		expect(error).toBeUndefined();
		expect(bodies().map((body) => body.image_urls)).toEqual([[A, B]]);
	});

	test.each<[string, INodeParameters[], RegExp]>([
		['none', [], /^'Images' must not be empty \[item 0\]$/],
		[
			'one that is left empty',
			[{ imageUrl: A }, {}],
			/^Image 2 of 2 must not be empty \[item 0\]$/,
		],
		[
			'one that is no URL',
			[{ imageUrl: A }, { imageUrl: 'photo.jpg' }, binary],
			/^Image 2 of 3 must be an http\(s\) URL, or .*, but is "photo\.jpg" \[item 0\]$/,
		],
		[
			'a file that is not there',
			[{ imageUrl: A }, { ...binary, binaryPropertyName: 'style' }],
			/^Image 2 of 2: 'Input Binary Field' must be the name of a binary field of the item \(the item has data, photo\), but is "style" \[item 0\]$/,
		],
		[
			'an expression on Fixed',
			[{ imageUrl: '={{ $json.a ?? "https://example.com/a" }}' }, { imageUrl: '{{ $json.b }}' }],
			/^Image 2 of 2 is set to Fixed, but contains the expression "\{\{ \$json\.b \}\}": switch it to Expression \[item 0\]$/,
		],
	])('are refused before anything is sent: %s', async (_name, image, message) => {
		const { error } = await edit({ images: { image } });
		expect(error?.message).toMatch(message);
		expect(emulator().calls.all).toEqual([]);
	});

	test('are refused where one is no image, with its number', async () => {
		const item = { json: {}, binary: { data: fileOf(PNG), photo: fileOf(Buffer.from('Dear')) } };
		const image = [binary, { ...binary, binaryPropertyName: 'photo' }];
		const { error } = await edit({ images: { image } }, item);
		expect(error?.message).toBe(
			"Image 2 of 2: the file in 'photo' must be a JPEG, PNG, WebP, GIF or AVIF image, but its content is not (its type is given as image/png) [item 0]",
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test('come to 30 MB at most', async () => {
		const item = {
			json: {},
			binary: { data: fileOf(megabytes(16)), photo: fileOf(megabytes(15)) },
		};
		const image = [binary, { ...binary, binaryPropertyName: 'photo' }];
		const { error } = await edit({ images: { image } }, item);
		expect(error?.message).toBe(
			'The files of a request must be at most 30 MB in total, but are 31.01 MB: use URLs instead of some files [item 0]',
		);
		expect(emulator().calls.all).toEqual([]);
	});
});

describe('a mask', () => {
	const inpaint = async (parameters: INodeParameters) =>
		await edit({ operation: 'fluxLoraInpainting', imageUrl: A, ...parameters });

	test.each<[string, INodeParameters, string]>([
		['a URL', { maskUrl: B }, B],
		['a file', { maskSource: 'binary', maskBinaryPropertyName: 'photo' }, DATA_URL],
	])('can be %s', async (_name, parameters, sent) => {
		const { error } = await inpaint(parameters);
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([expect.objectContaining({ image_url: A, mask_url: sent })]);
	});

	test('is named in messages', async () => {
		const { error } = await inpaint({ maskSource: 'binary', maskBinaryPropertyName: 'mask' });
		expect(error?.message).toMatch(
			/^'Mask Input Binary Field' must be the name of a binary field of the item/,
		);
		const { error: empty } = await inpaint({ maskUrl: '={{ $json.missing }}' });
		expect(empty?.message).toBe("'Mask URL' must not be empty [item 0]");
		expect(emulator().calls.all).toEqual([]);
	});
});

test('a file of many items is looked at and hashed once, and sent with each', async () => {
	clean();
	clean = await useStorage('filesystem');
	const file = await storeFile(PNG, 'image/png');
	const node = quickRouter('Node', {
		operation: 'nanoBananaEdit',
		prompt: '={{ $json.prompt }}',
		images: { image: [{ imageSource: 'binary' }, { imageSource: 'binary' }] },
		waitForCompletion: false,
	});
	const items = ['one', 'two', 'three'].map((prompt) => ({
		json: { prompt },
		binary: { data: file },
	}));
	const { error } = await runNodes(emulator(), node, [], { items });
	expect(error).toBeUndefined();
	expect(bodies().map((body) => body.image_urls)).toEqual(Array(3).fill([DATA_URL, DATA_URL]));
	// Once for its first bytes, once to hash it, and for each image that is sent
	expect(storageReads()).toBe(2 + 6);
});
