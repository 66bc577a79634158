import { defineEndpoint } from '../endpoint';
import { accelerationUpToRegular } from '../fields/acceleration';
import { enableSafetyChecker } from '../fields/enableSafetyChecker';
import { guidanceScale } from '../fields/guidanceScale';
import { imageSize } from '../fields/imageSize';
import { loras } from '../fields/loras';
import { numImages } from '../fields/numImages';
import { numInferenceSteps } from '../fields/numInferenceSteps';
import { outputFormat } from '../fields/outputFormat';
import { prompt } from '../fields/prompt';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const fluxLora = defineEndpoint({
	resource: 'image',
	operation: 'fluxLora',
	displayName: 'Generate Image: FLUX LoRA',
	action: 'Generate image with FLUX LoRA',
	description: 'Generate images from text, in a style you add with LoRA weights',
	path: 'fal-ai/flux-lora',
	typicalMs: 4_000,
	fields: {
		prompt,
		image_size: imageSize,
		num_images: numImages,
	},
	additionalFields: {
		acceleration: undocumented(accelerationUpToRegular),
		enable_safety_checker: enableSafetyChecker,
		guidance_scale: guidanceScale(0, 35),
		loras: undocumented(loras),
		num_inference_steps: numInferenceSteps(1, 50),
		output_format: outputFormat,
		seed: undocumented(seed),
	},
});
