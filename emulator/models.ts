import { z } from 'zod/v4';

import { detailOf, type Detail } from './detail';
import * as others from './schemas/others';
import { common } from './schemas/common';
import * as flux from './schemas/flux';
import * as google from './schemas/google';
import * as videos from './schemas/videos';

/**
 * What fal's models take, how long they run, and what they tell. Written apart from the node's
 * fields on purpose: the emulator must be able to refuse what the node should not have sent. Like
 * fal, it ignores what it does not know.
 */
interface Model {
	takes: z.ZodObject;
	/** How long it runs as a rule, in milliseconds. */
	typicalMs: [shortest: number, longest: number];
	makes: 'images' | 'image' | 'video';
	/** What its answer tells beside the files. */
	tells: readonly ('description' | 'prompt' | 'seed')[];
}

const model = (
	shape: z.ZodRawShape,
	typicalMs: Model['typicalMs'],
	makes: Model['makes'] = 'images',
	tells: Model['tells'] = ['prompt', 'seed'],
): Model => ({ takes: z.looseObject(shape), typicalMs, makes, tells });

const googles = (shape: z.ZodRawShape, typicalMs: Model['typicalMs']) =>
	model(shape, typicalMs, 'images', ['description']);
const seedream = (shape: z.ZodRawShape, typicalMs: Model['typicalMs']) =>
	model(shape, typicalMs, 'images', ['seed']);
const video = (shape: z.ZodRawShape, typicalMs: Model['typicalMs']) =>
	model(shape, typicalMs, 'video', []);

const KLING = 'fal-ai/kling-video/v2.5-turbo/pro';

const models = new Map<string, Model>([
	['fal-ai/flux-1/dev', model(flux.flux, [800, 3_000])],
	['fal-ai/flux-1/dev/image-to-image', model(flux.fluxFromImage, [1_000, 4_000])],
	['fal-ai/flux-1/dev/redux', model(flux.redux, [800, 3_000])],
	['fal-ai/flux-1/schnell/redux', model(flux.schnellRedux, [400, 1_500])],
	['fal-ai/flux-lora', model(flux.fluxLora, [2_000, 6_000])],
	['fal-ai/flux-lora/image-to-image', model(flux.fluxLoraFromImage, [2_000, 6_000])],
	['fal-ai/flux-lora/inpainting', model(flux.fluxLoraInpainting, [3_000, 8_000])],
	['fal-ai/flux-pro/kontext', model(flux.kontext, [4_000, 10_000])],
	['fal-ai/flux-pro/kontext/max', model(flux.kontext, [5_000, 14_000])],
	['fal-ai/flux-pro/kontext/max/multi', model(flux.kontextMulti, [6_000, 16_000])],
	['fal-ai/flux-pro/kontext/text-to-image', model(flux.kontextFromText, [4_000, 10_000])],
	['fal-ai/imagen4/preview', googles(google.imagen, [6_000, 15_000])],
	['fal-ai/nano-banana', googles(google.nanoBanana, [6_000, 15_000])],
	['fal-ai/nano-banana/edit', googles(google.nanoBananaEdit, [7_000, 20_000])],
	['fal-ai/qwen-image-edit-lora', model(others.qwenEditLora, [4_000, 12_000])],
	['fal-ai/qwen-image-edit-plus', model(others.qwenEditPlus, [6_000, 20_000])],
	['fal-ai/bytedance/seedream/v4/edit', seedream(others.seedreamEdit, [10_000, 30_000])],
	['fal-ai/bytedance/seedream/v4/text-to-image', seedream(others.seedream, [8_000, 25_000])],
	['fal-ai/wan/v2.2-a14b/image-to-image', model(others.wan, [10_000, 30_000], 'image')],
	['fal-ai/vidu/reference-to-image', model(others.vidu, [15_000, 40_000], 'image', [])],
	[`${KLING}/image-to-video`, video(videos.klingFromImage, [90_000, 240_000])],
	[`${KLING}/text-to-video`, video(videos.klingFromText, [90_000, 240_000])],
	['fal-ai/veo3', video(videos.veo, [80_000, 200_000])],
	['fal-ai/veo3/fast', video(videos.veo, [50_000, 120_000])],
	['fal-ai/veo3/fast/image-to-video', video(videos.veoFromImage, [50_000, 120_000])],
	['fal-ai/veo3/image-to-video', video(videos.veoFromImage, [80_000, 200_000])],
]);

const UNLISTED = model(common, [1_000, 5_000]);

export const modelNames = [...models.keys()];

/** What is known of the model behind a path; a model that is not listed makes pictures. */
export function modelOf(endpoint: string): Model {
	return models.get(endpoint) ?? UNLISTED;
}

/** A request body as a model reads it. */
export type Order = Omit<
	z.output<z.ZodObject<typeof common>>,
	'aspect_ratio' | 'image_size' | 'output_format'
> & {
	image_size?: string | { width: number; height: number };
	aspect_ratio?: string;
	output_format: 'jpeg' | 'png' | 'webp';
	image_urls?: string[];
	reference_image_urls?: string[];
	mask_url?: string;
	max_images?: number;
	resolution?: string;
	duration?: string;
	strength?: number;
};

/** Reads a body as the model of `endpoint` does: an order, or what fal would say is wrong. */
export function readOrder(
	endpoint: string,
	body: unknown,
): { order: Order } | { detail: Detail[] } {
	const read = modelOf(endpoint).takes.safeParse(body, { reportInput: true });
	return read.success ? { order: read.data as Order } : { detail: read.error.issues.map(detailOf) };
}
