import { defineEndpoint } from '../endpoint';
import { aspectRatioOfInput } from '../fields/aspectRatio';
import { inputImages } from '../fields/inputImages';
import { numImages } from '../fields/numImages';
import { combiningPrompt } from '../fields/prompt';
import { undocumented } from '../fields/undocumented';
import { fluxProKontextTextToImage } from './fluxProKontextTextToImage';

export const fluxProKontextMaxMulti = defineEndpoint({
	resource: 'image',
	operation: 'fluxProKontextMaxMulti',
	displayName: 'Edit Image: FLUX.1 Kontext [Max] Multi',
	action: 'Edit several images with FLUX.1 Kontext [max]',
	description: 'Combine several images into one as described in the prompt',
	path: 'fal-ai/flux-pro/kontext/max/multi',
	typicalMs: 10_000,
	fields: {
		prompt: combiningPrompt,
		image_urls: inputImages(),
		aspect_ratio: undocumented(aspectRatioOfInput),
		num_images: numImages,
	},
	additionalFields: fluxProKontextTextToImage.form.additionalFields,
});
