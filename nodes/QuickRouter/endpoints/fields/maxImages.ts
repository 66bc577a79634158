import { numberField } from '../../form/numberField';

export const maxImages = numberField({
	displayName: 'Max Images per Generation',
	name: 'maxImages',
	...{ min: 1, max: 6, default: 1 },
	description: (range) =>
		`Maximum number of images per generation, ${range}. Number of Images sets how many generations to run. Each image is charged.`,
});
