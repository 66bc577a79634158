import { defineEndpoint } from '../endpoint';
import { aspectRatio } from '../fields/aspectRatio';
import { enhancePrompt } from '../fields/enhancePrompt';
import { guidanceScale } from '../fields/guidanceScale';
import { numImages } from '../fields/numImages';
import { outputFormat } from '../fields/outputFormat';
import { prompt } from '../fields/prompt';
import { safetyTolerance } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const fluxProKontextTextToImage = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontextTextToImage',
	displayName: 'Generate Image: FLUX.1 Kontext [Pro]',
	action: 'Generate image with FLUX.1 Kontext [pro]',
	description: 'Generate images from text, following the prompt closely',
	path: 'fal-ai/flux-pro/kontext/text-to-image',
	typicalMs: 7_000,
	fields: {
		prompt,
		aspect_ratio: aspectRatio,
		num_images: numImages,
	},
	additionalFields: {
		enhance_prompt: undocumented(enhancePrompt),
		guidance_scale: guidanceScale(1, 20),
		output_format: outputFormat,
		safety_tolerance: safetyTolerance,
		seed: undocumented(seed),
	},
});
