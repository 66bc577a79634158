import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runNodes, useEmulator } from './harness/node';
import { storeFile, useStorage } from './harness/storage';
import { quickRouter, START } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 20 });
let clean: () => void = () => undefined;
afterEach(() => {
	clean();
});

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
	'base64',
);
const DATA_URL = `data:image/png;base64,${PNG.toString('base64')}`;

const kontext = (binaryPropertyName: unknown) =>
	quickRouter('Edit', {
		operation: 'fluxProKontext',
		prompt: 'make it night',
		imageSource: 'binary',
		binaryPropertyName,
		waitForCompletion: false,
	} as INodeParameters);
const images = () =>
	emulator().calls.submits.map(({ body }) => (body as { image_url?: string }).image_url);
const inMemory = (bytes: Buffer, about: Partial<IBinaryData> = {}): IBinaryData => ({
	data: bytes.toString('base64'),
	mimeType: 'image/png',
	...about,
});

describe.each(['memory', 'filesystem'] as const)('a file that n8n keeps in %s', (mode) => {
	let item: INodeExecutionData;
	beforeEach(async () => {
		clean = await useStorage(mode);
		const file = mode === 'memory' ? inMemory(PNG) : await storeFile(PNG, 'image/png');
		item = { json: { field: 'photo' }, binary: { photo: { ...file, fileName: 'photo.png' } } };
	});

	test.each([
		['by its name', 'photo'],
		['by its name with blanks around', ' photo\n'],
		['by a name from the item', '={{ $json.field }}'],
		['itself', '={{ $binary.photo }}'],
		['of the input', '={{ $input.item.binary.photo }}'],
		['of a list of one', '={{ [$binary.photo] }}'],
	])('is taken %s', async (_name, binaryPropertyName) => {
		const { error } = await runNodes(emulator(), kontext(binaryPropertyName), [], {
			items: [item],
		});
		expect(error).toBeUndefined();
		expect(images()).toEqual([DATA_URL]);
	});

	test('is taken from an earlier node, past one that does not pass it on', async () => {
		const generate = quickRouter('Generate', { prompt: 'a lighthouse' });
		const edit = kontext(`={{ $('${START}').item.binary.photo }}`);
		const { error } = await runNodes(emulator(), [generate, edit], [], { items: [item, item] });
		expect(error).toBeUndefined();
		expect(images()).toEqual([undefined, undefined, DATA_URL, DATA_URL]);
	});

	test('is taken where the URL should be', async () => {
		const node = quickRouter('Edit', {
			operation: 'fluxProKontext',
			prompt: 'a',
			imageUrl: `={{ $('${START}').item.binary.photo }}`,
			waitForCompletion: false,
		});
		const { error } = await runNodes(emulator(), node, [], { items: [item] });
		expect(error).toBeUndefined();
		expect(images()).toEqual([DATA_URL]);
	});
});

describe('a file that cannot be taken', () => {
	beforeEach(async () => {
		clean = await useStorage('memory');
	});
	const ftyp = (brand: string) =>
		Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1${brand}`)]);
	const photo = { photo: inMemory(PNG), style: inMemory(PNG) };

	test.each<[string, unknown, Record<string, IBinaryData>, string]>([
		[
			'another name',
			'data',
			photo,
			`'Input Binary Field' must be the name of a binary field of the item (the item has photo, style), but is "data"`,
		],
		['an empty name', '={{ null }}', photo, "'Input Binary Field' must not be empty"],
		[
			'a URL',
			'={{ "https://example.com/a.png" }}',
			photo,
			"'Input Binary Field' must be the name of a binary field of the item, but is a URL",
		],
		[
			'the content of a file',
			'={{ "A".repeat(1000000) }}',
			photo,
			"'Input Binary Field' must be the name of a binary field of the item, but is text of 1000000 characters",
		],
		[
			'a file within a text',
			'={{ $binary.photo }}.',
			photo,
			"'Input Binary Field' must be the name of a binary field of the item, or an expression that gives only the file, but is text with an object in it",
		],
		[
			'an expression on Fixed',
			'{{ $binary.photo }}',
			photo,
			`'Input Binary Field' is set to Fixed, but contains the expression "{{ $binary.photo }}": switch it to Expression`,
		],
		[
			'one of two that n8n describes alike',
			'={{ $binary.photo }}',
			{ photo: inMemory(PNG), style: inMemory(Buffer.concat([PNG, PNG])) },
			"'Input Binary Field' is a file without its content: enter the name of its field (the item has photo, style), or {{ $('Node').item.binary.data }} for a file from an earlier node",
		],
		[
			'an empty file',
			'photo',
			{ photo: inMemory(Buffer.alloc(0)) },
			"The file in 'photo' is empty",
		],
		[
			'a photo of an iPhone',
			'photo',
			{ photo: inMemory(ftyp('heic')) },
			"The file in 'photo' is a HEIC photo, which the models cannot read: convert it to JPEG first, or set the iPhone to save photos as JPEG (Settings › Camera › Formats › Most Compatible)",
		],
	])('is told before anything is sent: %s', async (_name, name, binary, message) => {
		const items = [{ json: {}, binary }];
		const { error } = await runNodes(emulator(), kontext(name), [], { items });
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(emulator().calls.all).toEqual([]);
	});
});
