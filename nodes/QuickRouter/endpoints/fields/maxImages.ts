import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

export const maxImages = field(wholeNumber(1, 6), {
	displayName: 'Max Images per Generation',
	name: 'maxImages',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 6 },
	default: 1,
	description:
		'Maximum number of images per generation, from 1 to 6 (default 1). Number of Images sets how many generations to run. Each image is charged.',
});
