import { defineEndpoint } from '../endpoint';
import { nanoBananaEditAspectRatio } from '../fields/aspectRatio';
import { inputImages } from '../fields/inputImages';
import { numImages } from '../fields/numImages';
import { combiningPrompt } from '../fields/prompt';
import { undocumented } from '../fields/undocumented';
import { nanoBanana } from './nanoBanana';

export const nanoBananaEdit = defineEndpoint({
	resource: 'image',
	operation: 'nanoBananaEdit',
	displayName: 'Edit Image: Nano Banana',
	action: 'Edit image with Nano Banana',
	description:
		'Edit or combine images, keeping people and products the same, by Google (Gemini 2.5 Flash Image)',
	path: 'fal-ai/nano-banana/edit',
	typicalMs: 12_000,
	fields: {
		prompt: combiningPrompt,
		image_urls: inputImages(),
		aspect_ratio: undocumented(nanoBananaEditAspectRatio),
		num_images: numImages,
	},
	additionalFields: nanoBanana.form.additionalFields,
});
