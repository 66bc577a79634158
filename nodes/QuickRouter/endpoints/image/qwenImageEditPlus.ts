import { defineEndpoint } from '../endpoint';
import { acceleration } from '../fields/acceleration';
import { enableSafetyChecker } from '../fields/enableSafetyChecker';
import { wholeGuidanceScale } from '../fields/guidanceScale';
import { imageSizeOfInput } from '../fields/imageSize';
import { inputImages } from '../fields/inputImages';
import { negativePrompt } from '../fields/negativePrompt';
import { numImages } from '../fields/numImages';
import { numInferenceSteps } from '../fields/numInferenceSteps';
import { outputFormatPng } from '../fields/outputFormat';
import { combiningPrompt } from '../fields/prompt';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const qwenImageEditPlus = defineEndpoint({
	resource: 'image',
	operation: 'qwenImageEditPlus',
	displayName: 'Edit Image: Qwen Image Edit Plus',
	action: 'Edit image with Qwen Image Edit Plus',
	description: 'Edit or combine images, including English or Chinese text in them',
	path: 'fal-ai/qwen-image-edit-plus',
	typicalMs: 12_000,
	fields: {
		prompt: combiningPrompt,
		image_urls: inputImages(),
		image_size: imageSizeOfInput,
		num_images: numImages,
	},
	additionalFields: {
		acceleration: undocumented(acceleration),
		enable_safety_checker: enableSafetyChecker,
		guidance_scale: wholeGuidanceScale,
		negative_prompt: negativePrompt,
		num_inference_steps: numInferenceSteps(2, 100, 50),
		output_format: outputFormatPng,
		seed: undocumented(seed),
	},
});
