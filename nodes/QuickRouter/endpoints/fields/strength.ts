import { numberField } from '../../form/numberField';

export const strength = numberField({
	displayName: 'Strength',
	name: 'strength',
	...{ min: 0.01, max: 1, default: 0.85, numberPrecision: 2 },
	description: (range) =>
		`How much to change the input image, ${range}. 1 replaces the image completely.`,
});
