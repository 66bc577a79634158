import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

export const numImages = field(wholeNumber(1, 4), {
	displayName: 'Number of Images',
	name: 'numImages',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 4 },
	default: 1,
	description:
		'How many images to make of the prompt, from 1 to 4 (default 1). Each one is charged.',
});
