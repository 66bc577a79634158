import { field } from '../../form/field';
import { decimalNumber, wholeNumber } from '../../form/types';

export const guidanceScale = (min: number, max: number) =>
	field(decimalNumber(min, max), {
		displayName: 'Guidance Scale',
		name: 'guidanceScale',
		type: 'number',
		typeOptions: { minValue: min, maxValue: max, numberPrecision: 2 },
		default: 3.5,
		description: `How closely the image follows the prompt, from ${min} to ${max} (default 3.5)`,
	});

export const wholeGuidanceScale = field(wholeNumber(0, 20), {
	displayName: 'Guidance Scale',
	name: 'guidanceScale',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 20 },
	default: 4,
	description: 'How closely the image follows the prompt, a whole number from 0 to 20 (default 4)',
});
