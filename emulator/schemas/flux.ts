import { z } from 'zod/v4';

import { common, onOff, RATIOS, scale, size, steps, tolerance, url } from './common';

export const flux = {
	...common,
	image_size: size.default('landscape_4_3'),
	num_inference_steps: steps(1, 50, 28),
	guidance_scale: scale(1, 20, 3.5),
	acceleration: z.enum(['none', 'regular', 'high']).default('none'),
};

export const fluxLora = {
	...flux,
	guidance_scale: scale(0, 35, 3.5),
	acceleration: z.enum(['none', 'regular']).default('none'),
	loras: z.array(z.object({ path: z.string().min(1), scale: scale(0, 4, 1) })).default([]),
};

export const fluxLoraFromImage = {
	...fluxLora,
	image_size: size.optional(),
	image_url: url,
	strength: scale(0.01, 1, 0.85),
};

export const fluxLoraInpainting = { ...fluxLoraFromImage, mask_url: url };

export const fluxFromImage = {
	...flux,
	image_size: size.optional(),
	image_url: url,
	num_inference_steps: steps(10, 50, 40),
	strength: scale(0.01, 1, 0.95),
};

export const redux = { ...flux, prompt: z.string().default(''), image_url: url };
export const schnellRedux = { ...redux, num_inference_steps: steps(1, 12, 4) };

export const kontextFromText = {
	...common,
	guidance_scale: scale(1, 20, 3.5),
	safety_tolerance: tolerance.default('2'),
	aspect_ratio: z.enum(RATIOS).default('1:1'),
	enhance_prompt: onOff.default(false),
};

export const kontext = {
	...kontextFromText,
	aspect_ratio: z.enum(RATIOS).optional(),
	image_url: url,
};

export const kontextMulti = {
	...kontextFromText,
	aspect_ratio: z.enum(RATIOS).optional(),
	image_urls: z.array(url).min(1),
};
