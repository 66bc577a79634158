import { defineEndpoint } from './endpoint';
import { imageSizeChosenByModel } from './fields/imageSize';
import { inputImage } from './fields/inputImage';
import { numImages } from './fields/numImages';
import { editingPrompt } from './fields/prompt';
import { strength } from './fields/strength';
import { fluxLora } from './fluxLora';

export const fluxLoraImageToImage = defineEndpoint({
	resource: 'image',
	operation: 'fluxLoraImageToImage',
	displayName: 'FLUX LoRA Image-to-Image',
	action: 'Vary an image with FLUX LoRA',
	description: 'Generate images from an input image and text, in the style of LoRA weights',
	path: 'fal-ai/flux-lora/image-to-image',
	fields: {
		prompt: editingPrompt,
		image_url: inputImage,
		strength,
		image_size: imageSizeChosenByModel,
		num_images: numImages,
	},
	additionalFields: fluxLora.form.additionalFields,
});
