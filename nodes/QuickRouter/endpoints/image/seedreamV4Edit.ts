import { defineEndpoint } from '../endpoint';
import { inputImages } from '../fields/inputImages';
import { numImagesUpToSix } from '../fields/numImages';
import { combiningPrompt } from '../fields/prompt';
import { seedreamImageSize } from '../fields/seedreamImageSize';
import { seedreamV4TextToImage } from './seedreamV4TextToImage';

export const seedreamV4Edit = defineEndpoint({
	resource: 'image',
	operation: 'seedreamV4Edit',
	displayName: 'Edit Image: Seedream 4.0',
	action: 'Edit image with Seedream 4.0',
	description:
		'Edit or combine up to ten images into large ones, up to 4096 × 4096 pixels, by ByteDance',
	path: 'fal-ai/bytedance/seedream/v4/edit',
	typicalMs: 20_000,
	fields: {
		prompt: combiningPrompt,
		image_urls: inputImages({ most: 10 }),
		image_size: seedreamImageSize,
		num_images: numImagesUpToSix,
	},
	additionalFields: seedreamV4TextToImage.form.additionalFields,
});
