import { field } from '../../form/field';
import { decimalNumber } from '../../form/types';

export const strength = field(decimalNumber(0.01, 1), {
	displayName: 'Strength',
	name: 'strength',
	type: 'number',
	typeOptions: { minValue: 0.01, maxValue: 1, numberPrecision: 2 },
	default: 0.85,
	description:
		'How much to change the input image, from 0.01 (almost nothing) to 1 (completely); default 0.85',
});
