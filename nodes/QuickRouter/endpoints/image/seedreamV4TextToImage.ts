import { defineEndpoint } from '../endpoint';
import { enableSafetyChecker } from '../fields/enableSafetyChecker';
import { enhancePromptMode } from '../fields/enhancePromptMode';
import { maxImages } from '../fields/maxImages';
import { numImagesUpToSix } from '../fields/numImages';
import { prompt } from '../fields/prompt';
import { seed } from '../fields/seed';
import { seedreamImageSize } from '../fields/seedreamImageSize';
import { undocumented } from '../fields/undocumented';

export const seedreamV4TextToImage = defineEndpoint({
	resource: 'image',
	operation: 'seedreamV4TextToImage',
	displayName: 'Generate Image: Seedream 4.0',
	action: 'Generate image with Seedream 4.0',
	description: 'Generate large images from text, up to 4096 × 4096 pixels, by ByteDance',
	path: 'fal-ai/bytedance/seedream/v4/text-to-image',
	typicalMs: 15_000,
	fields: {
		prompt,
		image_size: seedreamImageSize,
		num_images: numImagesUpToSix,
	},
	additionalFields: {
		enable_safety_checker: enableSafetyChecker,
		enhance_prompt_mode: undocumented(enhancePromptMode),
		max_images: undocumented(maxImages),
		seed: undocumented(seed),
	},
});
