import type { INodeParameters } from 'n8n-workflow';

import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 20 });

const node = (imageUrl: string, more: INodeParameters = {}) =>
	quickRouter('Node', {
		operation: 'fluxProKontext',
		prompt: 'make it night',
		imageUrl,
		waitForCompletion: false,
		...more,
	});

describe('the URL of an image', () => {
	test.each([
		['https://example.com/my photo.png', 'https://example.com/my%20photo.png'],
		['https://example.com/a\u00a0b.png', 'https://example.com/a%20b.png'],
		['\u200bhttps://example.com/a\u200b.png\ufeff\n', 'https://example.com/a.png'],
		[
			'https://example.com/a.png?from=https://example.org/,http://x',
			'https://example.com/a.png?from=https://example.org/,http://x',
		],
		['https://drive.google.com/uc?export=download&id=1', undefined],
		['https://www.dropbox.com/s/1/a.png?raw=1', undefined],
		['https://www.dropbox.com/scl/fi/1/a.png?rlkey=x&dl=1', undefined],
	])('%j is sent as %j', async (given, sent = given) => {
		const { error } = await runNodes(emulator(), node('={{ $json.url }}'), [{ url: given }]);
		expect(error).toBeUndefined();
		expect(emulator().calls.submits).toMatchObject([{ body: { image_url: sent } }]);
	});

	const JOINED = /^'Image URL' contains more than one URL: give each image its own URL \[item 0\]$/;
	const pageOf = (service: string) =>
		new RegExp(`^'Image URL' is a ${service} page that shows the image, not the image itself: `);
	test.each([
		['https://example.com/a.png,https://example.com/b.png', JOINED],
		['https://example.com/a.png https://example.com/b.png', JOINED],
		['https://example.com/a.png\nhttp://example.com/b.png', JOINED],
		['https://example.com/a.png;http://example.com/b.png', JOINED],
		['https://drive.google.com/file/d/1/view?usp=sharing', pageOf('Google Drive')],
		['https://drive.google.com/open?id=1', pageOf('Google Drive')],
		['https://www.dropbox.com/s/1/a.png?dl=0', pageOf('Dropbox')],
		['https://www.dropbox.com/scl/fi/1/a.png', pageOf('Dropbox')],
		['[object Object]', /^'Image URL' contains an object inside text: /],
		[`data:image/png;base64,${'A'.repeat(2_000_000)}!`, /but is "data:image\/png;base64,A{38}…"/],
	])('%.80j is refused before anything is sent', async (given, message) => {
		const { error } = await runNodes(emulator(), node('={{ $json.url }}'), [{ url: given }]);
		expect(error?.message).toMatch(message);
		expect(emulator().calls.all).toEqual([]);
	});

	test('may be a data URL of millions of characters', async () => {
		const url = `data:image/png;base64,${'A'.repeat(8_000_000)}==`;
		const { error } = await runNodes(emulator(), node('={{ $json.url }}'), [{ url }]);
		expect(error).toBeUndefined();
		expect(emulator().calls.submits).toMatchObject([{ body: { image_url: url } }]);
	});
});

test('the URL of an image that the model cannot read must show it alone', async () => {
	const detail = [{ loc: ['body', 'image_url'], msg: 'x', type: 'image_load_error' }];
	emulator().misbehave({ on: 'result', does: { status: 422, body: { detail } } });
	const waiting = node('https://example.com/a.png', { waitForCompletion: true });
	const { error } = await runNodes(emulator(), waiting);
	expect(error?.message).toMatch(
		/^The image could not be read: .*, and its URL must show only the image in a private browser window \(request /,
	);
});

describe('a URL in a private network', () => {
	const LOCAL = [
		...['http://localhost:5678/a.png', 'http://127.0.0.1/a.png', 'http://2130706433/a.png'],
		...['http://10.1.2.3/a.png', 'http://172.31.0.1/a.png', 'http://192.168.1.5:9000/a.png'],
		...['http://169.254.169.254/a', 'http://100.64.0.1/a', 'http://0.0.0.0/a', 'http://[::1]/a'],
		...['http://[fd00::1]/a', 'http://[fe80::1]/a', 'http://[::ffff:192.168.1.5]/a'],
		...['http://minio:9000/a.png', 'http://nas.local/a.png', 'http://host.docker.internal/a.png'],
	];
	const elsewhere = { apiKey: 'k', baseUrl: 'https://quickrouter.example' };

	test.each(LOCAL)('%s is refused where QuickRouter is elsewhere', async (url) => {
		const { error } = await runNodes(emulator(), node(url), [{}], { credential: elsewhere });
		expect(error?.message).toBe(
			`'Image URL' is on ${new URL(url).host}, which QuickRouter cannot reach: use a public URL, or Binary Data for an image [item 0]`,
		);
	});

	test('is refused in a list with its number', async () => {
		const image = [
			{ imageUrl: 'https://example.com/a.png' },
			{ imageUrl: 'http://nas.local/b.png' },
		];
		const parameters = { operation: 'nanoBananaEdit', images: { image } };
		const several = quickRouter('Node', { prompt: 'a', ...parameters });
		const { error } = await runNodes(emulator(), several, [{}], { credential: elsewhere });
		expect(error?.message).toMatch(/^Image 2 of 2 is on nas\.local, /);
	});

	test('is refused for the weights of a LoRA, too', async () => {
		const loras = { lora: [{ path: 'owner/model' }, { path: 'http://minio:9000/x.safetensors' }] };
		const parameters = { operation: 'fluxLora', prompt: 'a', additionalFields: { loras } };
		const run = quickRouter('Node', parameters);
		const { error } = await runNodes(emulator(), run, [{}], { credential: elsewhere });
		expect(error?.message).toMatch(/^LoRA 2 of 2 is on minio:9000, /);
	});

	test.each(['http://localhost:1/a.png', 'http://192.168.1.5/a.png'])(
		'%s is sent where QuickRouter is in one',
		async (url) => {
			const { error } = await runNodes(emulator(), node(url));
			expect(error).toBeUndefined();
			expect(emulator().calls.submits).toMatchObject([{ body: { image_url: url } }]);
		},
	);

	test.each([
		...['https://172.32.0.1/a', 'https://100.128.0.1/a', 'https://11.0.0.1/a'],
		...['https://[2606:4700::1]/a', 'https://[::ffff:8.8.8.8]/a', 'https://fd.example.com/a'],
	])('%s is in none', async (url) => {
		// The guard comes after the URLs, and before anything is sent
		const guarded = node(url, { numImages: 2, options: { maxFiles: 1 } });
		const { error } = await runNodes(emulator(), guarded, [{}], { credential: elsewhere });
		expect(error?.message).toMatch(/^This run would generate 2 files/);
	});
});
