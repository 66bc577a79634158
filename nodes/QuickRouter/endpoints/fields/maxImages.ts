import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

export const maxImages = field(wholeNumber(1, 6), {
	displayName: 'Max Images per Generation',
	name: 'maxImages',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 6 },
	default: 1,
	description:
		'How many images the model may make for each one of Number of Images, from 1 to 6 (default 1). Each image is charged.',
});
