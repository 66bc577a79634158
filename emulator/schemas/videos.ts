import { z } from 'zod/v4';

import { common, onOff, scale, tolerance, url } from './common';

const kling = {
	...common,
	duration: z.enum(['5', '10']).default('5'),
	cfg_scale: scale(0, 1, 0.5),
	negative_prompt: z.string().default('blur, distort, and low quality'),
};

export const klingFromText = {
	...kling,
	aspect_ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
};
export const klingFromImage = { ...kling, image_url: url, tail_image_url: url.optional() };

export const veo = {
	...common,
	// fal has no 1:1 any more, but QuickRouter's document does
	aspect_ratio: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
	auto_fix: onOff.default(true),
	duration: z.enum(['4s', '6s', '8s']).default('8s'),
	enhance_prompt: onOff.default(true),
	generate_audio: onOff.default(true),
	negative_prompt: z.string().optional(),
	resolution: z.enum(['720p', '1080p']).default('720p'),
	safety_tolerance: tolerance.default('4'),
};

export const veoFromImage = {
	...veo,
	aspect_ratio: z.enum(['auto', '16:9', '9:16']).default('auto'),
	auto_fix: onOff.default(false),
	image_url: url,
};
