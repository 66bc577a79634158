import { defineEndpoint } from '../endpoint';
import { aspectRatioOfInput } from '../fields/aspectRatio';
import { inputImage } from '../fields/inputImage';
import { numImages } from '../fields/numImages';
import { editingPrompt } from '../fields/prompt';
import { undocumented } from '../fields/undocumented';
import { fluxProKontextTextToImage } from './fluxProKontextTextToImage';

export const fluxProKontext = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontext',
	displayName: 'Edit Image: FLUX.1 Kontext [Pro]',
	action: 'Edit image with FLUX.1 Kontext [pro]',
	description: 'Edit an image as described in the prompt, keeping the rest unchanged',
	path: 'fal-ai/flux-pro/kontext',
	typicalMs: 7_000,
	fields: {
		prompt: editingPrompt,
		image_url: inputImage,
		aspect_ratio: undocumented(aspectRatioOfInput),
		num_images: numImages,
	},
	additionalFields: fluxProKontextTextToImage.form.additionalFields,
});
