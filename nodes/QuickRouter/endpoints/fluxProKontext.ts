import { defineEndpoint } from './endpoint';
import { aspectRatioOfInput } from './fields/aspectRatio';
import { inputImage } from './fields/inputImage';
import { numImages } from './fields/numImages';
import { editingPrompt } from './fields/prompt';
import { fluxProKontextTextToImage } from './fluxProKontextTextToImage';

export const fluxProKontext = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontext',
	displayName: 'FLUX.1 Kontext [Pro]',
	action: 'Edit an image with FLUX.1 Kontext [pro]',
	description: 'Change an input image as the prompt says, and keep the rest of it',
	path: 'fal-ai/flux-pro/kontext',
	fields: {
		prompt: editingPrompt,
		image_url: inputImage,
		aspect_ratio: aspectRatioOfInput,
		num_images: numImages,
	},
	additionalFields: fluxProKontextTextToImage.form.additionalFields,
});
