import { defineEndpoint } from '../endpoint';
import { imageSizeChosenByModel } from '../fields/imageSize';
import { inputImage } from '../fields/inputImage';
import { numImages } from '../fields/numImages';
import { editingPrompt } from '../fields/prompt';
import { strength } from '../fields/strength';
import { undocumented } from '../fields/undocumented';
import { fluxLora } from './fluxLora';

export const fluxLoraImageToImage = defineEndpoint({
	resource: 'image',
	operation: 'fluxLoraImageToImage',
	displayName: 'Generate From Image: FLUX LoRA',
	action: 'Generate image from image with FLUX LoRA',
	description: 'Vary an input image with text, in a style you add with LoRA weights',
	path: 'fal-ai/flux-lora/image-to-image',
	typicalMs: 4_000,
	fields: {
		prompt: editingPrompt,
		image_url: inputImage,
		strength,
		image_size: undocumented(imageSizeChosenByModel),
		num_images: numImages,
	},
	additionalFields: fluxLora.form.additionalFields,
});
