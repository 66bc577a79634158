import { defineEndpoint } from './endpoint';
import { acceleration } from './fields/acceleration';
import { enableSafetyChecker } from './fields/enableSafetyChecker';
import { guidanceScale } from './fields/guidanceScale';
import { imageSize } from './fields/imageSize';
import { numImages } from './fields/numImages';
import { numInferenceSteps } from './fields/numInferenceSteps';
import { outputFormat } from './fields/outputFormat';
import { prompt } from './fields/prompt';
import { seed } from './fields/seed';

export const flux1Dev = defineEndpoint({
	resource: 'image',
	operation: 'flux1Dev',
	displayName: 'FLUX.1 [Dev]',
	action: 'Generate an image with FLUX.1 [dev]',
	description: 'Generate images from text',
	path: 'fal-ai/flux-1/dev',
	fields: {
		prompt,
		image_size: imageSize,
		num_images: numImages,
	},
	additionalFields: {
		acceleration,
		enable_safety_checker: enableSafetyChecker,
		guidance_scale: guidanceScale(1, 20),
		num_inference_steps: numInferenceSteps(0, 50),
		output_format: outputFormat,
		seed,
	},
});
