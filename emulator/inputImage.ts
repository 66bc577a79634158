import sharp from 'sharp';

import { detail, type Detail } from './models';

const LARGEST_BYTES = 20 * 1024 * 1024;
const LOAD_TIMEOUT_MS = 5_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface InputImage {
	/** Missing where the picture is on a host that the emulator does not go to. */
	bytes?: Buffer;
	width: number;
	height: number;
}

/**
 * Loads a request's input picture as fal's runner does, from a data URL or from this machine.
 * Other hosts are left alone, and a picture there is taken for a plain one.
 */
export async function loadInputImage(imageUrl: string): Promise<InputImage | { detail: Detail[] }> {
	const bytes = await bytesOf(imageUrl);
	if (bytes === 'elsewhere') return { width: 1024, height: 1024 };
	if (bytes === undefined) {
		return {
			detail: [
				detail(
					'image_url',
					'file_download_error',
					'Failed to download the file',
					imageUrl.slice(0, 200),
				),
			],
		};
	}
	try {
		const { width, height } = await sharp(bytes).metadata();
		return { bytes, width, height };
	} catch {
		return { detail: [detail('image_url', 'image_load_error', 'Failed to load the image')] };
	}
}

async function bytesOf(imageUrl: string): Promise<Buffer | 'elsewhere' | undefined> {
	if (imageUrl.startsWith('data:')) return Buffer.from(imageUrl.split(',')[1] ?? '', 'base64');
	if (!URL.canParse(imageUrl)) return undefined;
	if (!LOOPBACK.has(new URL(imageUrl).hostname)) return 'elsewhere';
	try {
		const response = await fetch(imageUrl, { signal: AbortSignal.timeout(LOAD_TIMEOUT_MS) });
		const bytes = Buffer.from(await response.arrayBuffer());
		return response.ok && bytes.length <= LARGEST_BYTES ? bytes : undefined;
	} catch {
		return undefined;
	}
}
