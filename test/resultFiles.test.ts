import { fileServer } from './harness/fileServer';
import { runNodes, useEmulator } from './harness/node';
import { useStorage } from './harness/storage';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
let clean: () => void = () => undefined;
beforeEach(async () => {
	clean = await useStorage('memory');
});
afterEach(() => {
	clean();
});

const film = quickRouter('Node', {
	resource: 'endpoint',
	operation: 'run',
	endpoint: 'fal-ai/film',
	body: '{"prompt":"a"}',
	options: { downloadFiles: true, timeout: 5 },
});
const picture = quickRouter('Node', {
	prompt: 'a',
	options: { downloadFiles: true, timeout: 5 },
});

/** The one result that is given. */
function made(body: object): void {
	emulator().misbehave({ on: 'result', times: Infinity, does: { status: 200, body } });
}

describe('a file whose server does not know what it is', () => {
	test.each(['binary/octet-stream', 'application/octet-stream', 'Binary/Octet-Stream; x=y'])(
		'%s: it is of the type that the answer names',
		async (served) => {
			const bytes = Buffer.from('a film, it may be supposed');
			const { url } = await fileServer(bytes, served);
			made({ video: { url, content_type: 'video/mp4', file_name: 'a.mp4' } });
			const { items, error } = await runNodes(emulator(), film);
			expect(error?.message).toBeUndefined();
			const { data = '', ...about } = items[0]?.binary?.data ?? {};
			expect(about).toMatchObject({ mimeType: 'video/mp4', fileExtension: 'mp4' });
			expect(Buffer.from(data, 'base64').equals(bytes)).toBe(true);
		},
	);
});

describe('a file that is declared an image, and is none', () => {
	test.each([
		['image/png', 'a web page', '<!doctype html><title>Router</title>'],
		['image/png', 'a text', 'root:x:0:0:root:/root:/bin/sh'],
		['image/jpeg', 'JSON', '{"AccessKeyId":"x"}'],
		['application/octet-stream', 'a text', 'root:x:0:0:root:/root:/bin/sh'],
	])(
		'served as %s, %s: it is not delivered',
		async (served, _kind, text) => {
			const { url } = await fileServer(Buffer.from(text), served);
			made({ images: [{ url, content_type: 'image/png' }] });
			const { items, error } = await runNodes(emulator(), picture);
			expect(items).toEqual([]);
			expect(error?.message).toContain('could not be downloaded');
			expect(emulator().calls.of('submit')).toHaveLength(1);
		},
		20_000,
	);

	test.each([
		['a web page', 'data:text/html;base64,PGh0bWw+PC9odG1sPg=='],
		['a text that calls itself an image', 'data:image/png;base64,cm9vdDp4OjA6MDpyb290'],
		['nothing', 'data:image/png;base64,'],
		['no base64', 'data:image/png;base64,%%%'],
	])(
		'a data URL that holds %s: it is not delivered',
		async (_kind, url) => {
			made({ images: [{ url }] });
			const { items, error } = await runNodes(emulator(), picture);
			expect(items).toEqual([]);
			expect(error?.message).toContain('could not be downloaded');
		},
		20_000,
	);
});
