import { defineEndpoint } from './endpoint';
import { accelerationUpToRegular } from './fields/acceleration';
import { enableSafetyChecker } from './fields/enableSafetyChecker';
import { guidanceScale } from './fields/guidanceScale';
import { imageSize } from './fields/imageSize';
import { loras } from './fields/loras';
import { numImages } from './fields/numImages';
import { numInferenceSteps } from './fields/numInferenceSteps';
import { outputFormat } from './fields/outputFormat';
import { prompt } from './fields/prompt';
import { seed } from './fields/seed';

export const fluxLora = defineEndpoint({
	resource: 'image',
	operation: 'fluxLora',
	displayName: 'FLUX LoRA',
	action: 'Generate an image with FLUX LoRA',
	description: 'Generate images from text, in the style of LoRA weights',
	path: 'fal-ai/flux-lora',
	fields: {
		prompt,
		image_size: imageSize,
		num_images: numImages,
	},
	additionalFields: {
		acceleration: accelerationUpToRegular,
		enable_safety_checker: enableSafetyChecker,
		guidance_scale: guidanceScale(0, 35),
		loras,
		num_inference_steps: numInferenceSteps(1, 50),
		output_format: outputFormat,
		seed,
	},
});
