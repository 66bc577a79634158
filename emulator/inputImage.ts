import sharp from 'sharp';

import { detail, type Detail } from './detail';
import type { Order } from './models';

const LARGEST_BYTES = 20 * 1024 * 1024;
const LOAD_TIMEOUT_MS = 5_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface InputImage {
	/** Missing where the picture is on a host that the emulator does not go to. */
	bytes?: Buffer;
	width: number;
	height: number;
}

/** The pictures of a request. */
export interface InputImages {
	images: InputImage[];
	mask?: InputImage;
}

/** Loads all input pictures of a request, or tells what fal would say of those that are amiss. */
export async function loadInputImages(order: Order): Promise<InputImages | { detail: Detail[] }> {
	const single = order.image_url === undefined ? [] : [order.image_url];
	const lists = { image_urls: order.image_urls, reference_image_urls: order.reference_image_urls };
	const places = [
		...single.map((url) => ({ place: ['image_url'], url })),
		...Object.entries(lists).flatMap(([name, urls = []]) =>
			urls.map((url, index) => ({ place: [name, index], url })),
		),
	];
	const images = await Promise.all(places.map(async ({ place, url }) => await load(place, url)));
	const mask = order.mask_url === undefined ? undefined : await load(['mask_url'], order.mask_url);
	const faults = [...images, ...(mask ? [mask] : [])].filter((read) => 'type' in read);
	if (faults.length > 0) return { detail: faults };
	return { images: images as InputImage[], mask: mask as InputImage | undefined };
}

/**
 * Loads a picture as fal's runner does, from a data URL or from this machine.
 * Other hosts are left alone, and a picture there is taken for a plain one.
 */
async function load(place: (string | number)[], url: string): Promise<InputImage | Detail> {
	const bytes = await bytesOf(url);
	if (bytes === 'elsewhere') return { width: 1024, height: 1024 };
	if (bytes === undefined) {
		const msg = 'Failed to download the file';
		return detail(place, 'file_download_error', msg, url.slice(0, 200));
	}
	try {
		const { width, height } = await sharp(bytes).metadata();
		return { bytes, width, height };
	} catch {
		return detail(place, 'image_load_error', 'Failed to load the image');
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
