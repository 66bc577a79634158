import { z } from 'zod/v4';

/** The parts that fal's own schemas of its models are made of. */
export const SIZES = [
	'square_hd',
	'square',
	'portrait_4_3',
	'portrait_16_9',
	'landscape_4_3',
	'landscape_16_9',
] as const;
export const RATIOS = ['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21'] as const;
const side = z.int().min(1).max(14142);
export const custom = z.object({ width: side, height: side });
export const size = z.union([z.enum(SIZES), custom]);
export const url = z.string().min(1);
export const onOff = z.boolean();
export const tolerance = z.enum(['1', '2', '3', '4', '5', '6']);
export const images = (most: number) => z.int().min(1).max(most).default(1);
export const steps = (min: number, max: number, usual: number) =>
	z.int().min(min).max(max).default(usual);
export const scale = (min: number, max: number, usual: number) =>
	z.number().min(min).max(max).default(usual);

/** What every model has; a model that is not listed is held to this alone. */
export const common = {
	prompt: z.string().min(1),
	num_images: images(4),
	seed: z.int().optional(),
	sync_mode: onOff.optional(),
	output_format: z.enum(['jpeg', 'png']).default('jpeg'),
	enable_safety_checker: onOff.default(true),
	image_size: size.optional(),
	aspect_ratio: z.enum(RATIOS).optional(),
	image_url: url.optional(),
};
