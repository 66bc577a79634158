import { numberField } from '../../form/numberField';

const numImagesUpTo = (max: number) =>
	numberField({
		displayName: 'Number of Images',
		name: 'numImages',
		...{ min: 1, max, default: 1 },
		description: (range) => `Number of images to generate, ${range}. Each image is charged.`,
	});

export const numImages = numImagesUpTo(4);
export const numImagesUpToSix = numImagesUpTo(6);
