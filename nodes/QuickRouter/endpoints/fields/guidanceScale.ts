import { field } from '../../form/field';
import { decimalNumber } from '../../form/types';

export const guidanceScale = (min: number, max: number) =>
	field(decimalNumber(min, max), {
		displayName: 'Guidance Scale',
		name: 'guidanceScale',
		type: 'number',
		typeOptions: { minValue: min, maxValue: max, numberPrecision: 2 },
		default: 3.5,
		description: `How closely the image follows the prompt, from ${min} to ${max} (default 3.5)`,
	});
