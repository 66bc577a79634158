import { z } from 'zod/v4';

import { common, onOff, tolerance, url } from './common';

const GOOGLES_RATIOS = [
	...(['21:9', '16:9', '3:2', '4:3', '5:4', '1:1'] as const),
	...(['4:5', '3:4', '2:3', '9:16'] as const),
] as const;

const google = {
	...common,
	output_format: z.enum(['jpeg', 'png', 'webp']).default('png'),
	safety_tolerance: tolerance.default('4'),
};

export const imagen = {
	...google,
	aspect_ratio: z.enum(['1:1', '16:9', '9:16', '4:3', '3:4']).default('1:1'),
	resolution: z.enum(['1K', '2K']).default('1K'),
};

export const nanoBanana = {
	...google,
	aspect_ratio: z.enum(GOOGLES_RATIOS).default('1:1'),
	limit_generations: onOff.default(false),
};

export const nanoBananaEdit = {
	...nanoBanana,
	aspect_ratio: z.enum(['auto', ...GOOGLES_RATIOS]).default('auto'),
	image_urls: z.array(url).min(1),
};
