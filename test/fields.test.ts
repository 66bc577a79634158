import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { INPUT_IMAGE } from './harness/form';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

describe('fields of their own kind', () => {
	const submitOne = async (parameters: INodeParameters, json: IDataObject = {}) => {
		const node = quickRouter('Node', {
			prompt: 'A lighthouse',
			waitForCompletion: false,
			...parameters,
		});
		const { error } = await runNodes(emulator(), node, [json]);
		return { message: error?.message, body: emulator().calls.submits[0]?.body };
	};

	test('a custom image size goes out as width and height', async () => {
		const size = { imageSize: 'custom', imageWidth: 640, imageHeight: '={{ "480" }}' };
		expect((await submitOne(size)).body).toEqual({
			prompt: 'A lighthouse',
			image_size: { width: 640, height: 480 },
			num_images: 1,
		});
	});

	test.each([0, 14143, 1.5])('a custom image size of %d is refused', async (imageWidth) => {
		const { message, body } = await submitOne({ imageSize: 'custom', imageWidth });
		expect(message).toBe(
			`'Image Size' must be Custom with an Image Width and an Image Height that are whole numbers from 1 to 14142, but is {"width":${imageWidth},"height":1024} [item 0]`,
		);
		expect(body).toBeUndefined();
	});

	test.each([1023, 4097])("Seedream's custom image size of %d is refused", async (imageHeight) => {
		const seedream = { operation: 'seedreamV4TextToImage', imageSize: 'custom', imageWidth: 4096 };
		const { message, body } = await submitOne({ ...seedream, imageHeight });
		expect(message).toBe(
			`'Image Size' must be Custom with an Image Width and an Image Height that are whole numbers from 1024 to 4096, but is {"width":4096,"height":${imageHeight}} [item 0]`,
		);
		expect(body).toBeUndefined();
	});

	test('LoRAs go out as a list', async () => {
		const lora = [{ path: '={{ $json.path }}', scale: 0.5 }, { path: 'b' }];
		const { body } = await submitOne(
			{ operation: 'fluxLora', additionalFields: { loras: { lora } } },
			{ path: 'https://example.com/a.safetensors' },
		);
		expect((body as IDataObject).loras).toEqual([
			{ path: 'https://example.com/a.safetensors', scale: 0.5 },
			{ path: 'b', scale: 1 },
		]);
	});

	test('a LoRA out of range is refused', async () => {
		const { message, body } = await submitOne({
			operation: 'fluxLora',
			additionalFields: { loras: { lora: [{ path: 'a', scale: 4.1 }] } },
		});
		expect(message).toBe("LoRA 1 of 1: 'Scale' must be a number from 0 to 4, but is 4.1 [item 0]");
		expect(body).toBeUndefined();
	});

	test.each([
		'http://example.com/a.png',
		INPUT_IMAGE,
		'data:image/png;base64,iVBORw0KGgo=',
		'data:image/avif;base64,AAAA',
	])('the image URL %s is sent', async (imageUrl) => {
		const { body } = await submitOne({ operation: 'fluxProKontext', imageUrl });
		expect((body as IDataObject).image_url).toBe(imageUrl);
	});

	test.each([
		'photo.jpg',
		'ftp://example.com/a.png',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'data:text/html;base64,AAAA',
		'data:image/png;base64,not base64!',
		'data:image/svg+xml;base64,AAAA',
	])('the image URL "%s" is refused', async (imageUrl) => {
		const { message, body } = await submitOne({ operation: 'fluxProKontext', imageUrl });
		expect(message).toMatch(
			/^'Image URL' must be an http\(s\) URL, or a base64 data URL of a JPEG/,
		);
		expect(body).toBeUndefined();
	});

	test('an image URL that an expression leaves empty is refused', async () => {
		const imageUrl = '={{ $json.missing }}';
		const { message } = await submitOne({ operation: 'fluxProKontext', imageUrl });
		expect(message).toMatch(/^'Image URL' must not be empty \[item 0\]$/);
	});

	test('a blank prompt is refused, and spaces around a prompt are kept', async () => {
		expect((await submitOne({ prompt: ' \n' })).message).toBe(
			`'Prompt' must not be empty [item 0]`,
		);
		const { body } = await submitOne({ prompt: ' A lighthouse\n' });
		expect((body as IDataObject).prompt).toBe(' A lighthouse\n');
	});

	test('an expression that was left on Fixed is refused', async () => {
		const { message, body } = await submitOne({ prompt: '{{ $json.prompt }}' });
		expect(message).toBe(
			`'Prompt' is set to Fixed, but contains the expression "{{ $json.prompt }}": switch it to Expression [item 0]`,
		);
		expect(body).toBeUndefined();
	});

	test('braces that come from an expression are sent as they are', async () => {
		const prompt = "={{ '{'.repeat(2) + 'masterpiece' + '}'.repeat(2) }}";
		const { body } = await submitOne({ prompt });
		expect(body).toMatchObject({ prompt: '{{masterpiece}}' });
	});

	test('an expression that was left on Fixed in an additional field is refused', async () => {
		const additionalFields = { seed: '{{ $json.seed }}' };
		const { message } = await submitOne({ prompt: '=a mill', additionalFields });
		expect(message).toMatch(/^'Seed' is set to Fixed, but contains the expression/);
	});

	test('two image URLs in one field are refused', async () => {
		const imageUrl = 'https://example.com/a.png https://example.com/b.png';
		const { message, body } = await submitOne({ operation: 'fluxProKontext', imageUrl });
		expect(message).toMatch(/^'Image URL' contains more than one URL/);
		expect(body).toBeUndefined();
	});

	test('a seed is a whole number of any sign', async () => {
		expect((await submitOne({ additionalFields: { seed: -7 } })).body).toMatchObject({ seed: -7 });
		const { message } = await submitOne({ additionalFields: { seed: 0.5 } });
		expect(message).toBe(
			`'Seed' must be a whole number from -9007199254740991 to 9007199254740991, but is 0.5 [item 0]`,
		);
	});

	test('a timeout may be a fraction of a second more', async () => {
		const { message, body } = await submitOne({ options: { timeout: 20.123456789 } });
		expect(message).toBeUndefined();
		expect(body).toMatchObject({ prompt: 'A lighthouse' });
	});
});
