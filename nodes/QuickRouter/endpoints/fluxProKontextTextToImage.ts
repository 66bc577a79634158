import { defineEndpoint } from './endpoint';
import { aspectRatio } from './fields/aspectRatio';
import { enhancePrompt } from './fields/enhancePrompt';
import { guidanceScale } from './fields/guidanceScale';
import { numImages } from './fields/numImages';
import { outputFormat } from './fields/outputFormat';
import { prompt } from './fields/prompt';
import { safetyTolerance } from './fields/safetyTolerance';
import { seed } from './fields/seed';

export const fluxProKontextTextToImage = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontextTextToImage',
	displayName: 'FLUX.1 Kontext [Pro] Text-to-Image',
	action: 'Generate an image with FLUX.1 Kontext [pro]',
	description: 'Generate images from text with the model that also edits them',
	path: 'fal-ai/flux-pro/kontext/text-to-image',
	fields: {
		prompt,
		aspect_ratio: aspectRatio,
		num_images: numImages,
	},
	additionalFields: {
		enhance_prompt: enhancePrompt,
		guidance_scale: guidanceScale(1, 20),
		output_format: outputFormat,
		safety_tolerance: safetyTolerance,
		seed,
	},
});
