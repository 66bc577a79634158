import sharp from 'sharp';

import type { Emulator } from '../emulator/emulator';
import { modelNames, modelOf } from '../emulator/models';
import { endpoints } from '../nodes/QuickRouter/endpoints';
import { otherEndpoints } from '../nodes/QuickRouter/endpoints/otherEndpoints';
import { useEmulator } from './harness/node';

const emulator = useEmulator();

test('knows the models of all endpoints, and how long each takes', () => {
	const paths = [...endpoints, ...otherEndpoints].map(({ path }) => path);
	expect([...paths].sort()).toEqual([...modelNames].sort());
	for (const { path, typicalMs = NaN } of endpoints) {
		const [shortest, longest] = modelOf(path).typicalMs;
		expect(typicalMs).toBeGreaterThanOrEqual(shortest);
		expect(typicalMs).toBeLessThanOrEqual(longest);
	}
});

test('draws all input images side by side', async () => {
	const image_urls = [await plain('#ff0000'), await plain('#0000ff')];
	const { images } = await made('fal-ai/nano-banana/edit', { prompt: 'both', image_urls });
	const picture = await file(images?.[0]?.url);
	const [left, right] = [await colourAt(picture, 10, 60), await colourAt(picture, 110, 60)];
	expect(left.red).toBeGreaterThan(left.blue + 80);
	expect(right.blue).toBeGreaterThan(right.red + 80);
});

test('changes an image where its mask is white, and nowhere else', async () => {
	const mask_url = await dataUrl(
		'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"><rect width="120" height="90"/><rect width="60" height="90" fill="white"/></svg>',
	);
	const { images } = await made('fal-ai/flux-lora/inpainting', {
		prompt: 'half',
		image_url: await plain('#00ff00'),
		mask_url,
		output_format: 'png',
	});
	const picture = await file(images?.[0]?.url);
	expect(await colourAt(picture, 110, 5)).toEqual({ red: 0, green: 255, blue: 0 });
	expect(await colourAt(picture, 10, 5)).not.toEqual({ red: 0, green: 255, blue: 0 });
});

test('tells which of several input images cannot be loaded', async () => {
	const image_urls = [await plain('#ff0000'), 'nowhere'];
	const { detail } = await made('fal-ai/nano-banana/edit', { prompt: 'both', image_urls });
	expect(detail).toMatchObject([{ loc: ['body', 'image_urls', 1], type: 'file_download_error' }]);
});

test('makes a video of as many seconds as were asked for', async () => {
	const { video } = await made('fal-ai/veo3', { prompt: 'waves', duration: '4s' });
	expect(video).toMatchObject({ content_type: 'video/mp4', file_name: 'output.mp4' });
	const bytes = await file(video?.url);
	expect(bytes.length).toBe(video?.file_size);
	expect(bytes.toString('latin1', 4, 8)).toBe('ftyp');
	const header = bytes.indexOf('mvhd') + 4;
	expect(bytes.readUInt32BE(header + 16) / bytes.readUInt32BE(header + 12)).toBe(4);
});

/** What came of a request. */
interface Made {
	images?: { url: string }[];
	video?: { url: string; file_size: number };
	detail?: unknown[];
}

async function made(endpoint: string, body: object): Promise<Made> {
	const { url, key }: Emulator = emulator();
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	const submit = { method: 'POST', headers, body: JSON.stringify(body) };
	const { request_id: id } = (await (await fetch(`${url}/${endpoint}`, submit)).json()) as {
		request_id: string;
	};
	for (;;) {
		const answer = await fetch(`${url}/fal-ai/auto/requests/${id}`, { headers });
		if (answer.status !== 400) return (await answer.json()) as Made;
	}
}

async function file(url = ''): Promise<Buffer> {
	return Buffer.from(await (await fetch(url)).arrayBuffer());
}

async function plain(colour: string): Promise<string> {
	return await dataUrl(
		`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"><rect width="120" height="90" fill="${colour}"/></svg>`,
	);
}

async function dataUrl(svg: string): Promise<string> {
	const png = await sharp(Buffer.from(svg)).png().toBuffer();
	return `data:image/png;base64,${png.toString('base64')}`;
}

async function colourAt(picture: Buffer, left: number, top: number) {
	const pixel = sharp(picture).removeAlpha().extract({ left, top, width: 1, height: 1 });
	const [red = 0, green = 0, blue = 0] = await pixel.raw().toBuffer();
	return { red, green, blue };
}
