import { defineEndpoint } from '../endpoint';
import { enableSafetyChecker } from '../fields/enableSafetyChecker';
import { guidanceScale } from '../fields/guidanceScale';
import { imageSizeChosenByModel } from '../fields/imageSize';
import { inputImage } from '../fields/inputImage';
import { loras } from '../fields/loras';
import { mask } from '../fields/mask';
import { numImages } from '../fields/numImages';
import { numInferenceSteps } from '../fields/numInferenceSteps';
import { outputFormat } from '../fields/outputFormat';
import { inpaintingPrompt } from '../fields/prompt';
import { seed } from '../fields/seed';
import { strength } from '../fields/strength';
import { undocumented } from '../fields/undocumented';

export const fluxLoraInpainting = defineEndpoint({
	resource: 'image',
	operation: 'fluxLoraInpainting',
	displayName: 'Inpaint Image: FLUX LoRA',
	action: 'Inpaint image with FLUX LoRA',
	description: 'Replace the masked part of an image, keeping the rest unchanged',
	path: 'fal-ai/flux-lora/inpainting',
	typicalMs: 5_000,
	fields: {
		prompt: inpaintingPrompt,
		image_url: inputImage,
		mask_url: mask,
		strength,
		image_size: undocumented(imageSizeChosenByModel),
		num_images: numImages,
	},
	additionalFields: {
		enable_safety_checker: enableSafetyChecker,
		guidance_scale: guidanceScale(0, 35),
		loras: undocumented(loras),
		num_inference_steps: numInferenceSteps(1, 50),
		output_format: outputFormat,
		seed: undocumented(seed),
	},
});
