import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

const numImagesUpTo = (max: number) =>
	field(wholeNumber(1, max), {
		displayName: 'Number of Images',
		name: 'numImages',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: max },
		default: 1,
		description: `Number of images to generate, from 1 to ${max} (default 1). Each image is charged.`,
	});

export const numImages = numImagesUpTo(4);
export const numImagesUpToSix = numImagesUpTo(6);
