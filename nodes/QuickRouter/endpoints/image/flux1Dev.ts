import { defineEndpoint } from '../endpoint';
import { acceleration } from '../fields/acceleration';
import { enableSafetyChecker } from '../fields/enableSafetyChecker';
import { guidanceScale } from '../fields/guidanceScale';
import { imageSize } from '../fields/imageSize';
import { numImages } from '../fields/numImages';
import { numInferenceSteps } from '../fields/numInferenceSteps';
import { outputFormat } from '../fields/outputFormat';
import { prompt } from '../fields/prompt';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const flux1Dev = defineEndpoint({
	resource: 'image',
	operation: 'flux1Dev',
	displayName: 'Generate Image: FLUX.1 [Dev]',
	action: 'Generate image with FLUX.1 [dev]',
	description: 'Generate images from text quickly, in many styles',
	path: 'fal-ai/flux-1/dev',
	typicalMs: 2_000,
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
		seed: undocumented(seed),
	},
});
