import { z } from 'zod/v4';

import { common, custom, images, scale, SIZES, steps, url } from './common';
import { flux, fluxLoraFromImage } from './flux';

/** Its ranges are those of QuickRouter's document; fal's own are not published. */
export const qwenEditPlus = {
	...common,
	output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
	image_urls: z.array(url).min(1),
	acceleration: flux.acceleration,
	guidance_scale: scale(0, 20, 4.5),
	negative_prompt: z.string().default(''),
	num_inference_steps: steps(2, 100, 28),
};

export const qwenEditLora = {
	...fluxLoraFromImage,
	output_format: z.enum(['jpeg', 'png']).default('png'),
	guidance_scale: scale(0, 20, 4),
	num_inference_steps: steps(2, 50, 30),
	negative_prompt: z.string().default(' '),
	acceleration: flux.acceleration,
};

const pixels = ({ width, height }: z.output<typeof custom>) => width * height;

const seedreamSize = z.union([
	z.enum([...SIZES, 'auto', 'auto_2K', 'auto_4K']),
	custom.refine(
		(asked) => pixels(asked) >= 960 * 960 && pixels(asked) <= 4096 * 4096,
		'Total pixels must be between 960x960 and 4096x4096',
	),
]);

export const seedream = {
	...common,
	// It asks nobody: all its pictures are PNG
	output_format: z.literal('png').default('png').catch('png'),
	image_size: seedreamSize.default({ width: 2048, height: 2048 }),
	num_images: images(6),
	max_images: images(6),
	enhance_prompt_mode: z.enum(['standard', 'fast']).default('standard'),
};

export const seedreamEdit = { ...seedream, image_urls: z.array(url).min(1) };

export const wan = {
	...common,
	image_url: url,
	aspect_ratio: z.enum(['auto', '16:9', '9:16', '1:1']).default('auto'),
	guidance_scale: scale(1, 10, 3.5),
	guidance_scale_2: scale(1, 10, 4),
	num_inference_steps: steps(2, 40, 27),
	shift: scale(1, 10, 2),
	strength: scale(0, 1, 0.5),
};

export const vidu = {
	...common,
	aspect_ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
	reference_image_urls: z.array(url).min(1),
};
