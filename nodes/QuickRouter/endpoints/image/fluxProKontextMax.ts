import { defineEndpoint } from '../endpoint';
import { aspectRatioOfInput } from '../fields/aspectRatio';
import { enhancePrompt } from '../fields/enhancePrompt';
import { guidanceScale } from '../fields/guidanceScale';
import { inputImage } from '../fields/inputImage';
import { numImages } from '../fields/numImages';
import { requiredOutputFormat } from '../fields/outputFormat';
import { editingPrompt } from '../fields/prompt';
import { safetyTolerance } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const fluxProKontextMax = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontextMax',
	displayName: 'Edit Image: FLUX.1 Kontext [Max]',
	action: 'Edit image with FLUX.1 Kontext [max]',
	description:
		'Edit an image more precisely than with Kontext [pro], for example to change text in it',
	path: 'fal-ai/flux-pro/kontext/max',
	typicalMs: 9_000,
	fields: {
		prompt: editingPrompt,
		image_url: inputImage,
		aspect_ratio: aspectRatioOfInput,
		output_format: requiredOutputFormat,
		num_images: numImages,
	},
	additionalFields: {
		enhance_prompt: undocumented(enhancePrompt),
		guidance_scale: guidanceScale(1, 20),
		safety_tolerance: safetyTolerance,
		seed,
	},
});
