import { field } from '../../form/field';
import { decimalNumber } from '../../form/types';

export const cfgScale = field(decimalNumber(0, 1), {
	displayName: 'CFG Scale',
	name: 'cfgScale',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
	default: 0.5,
	description: 'How closely the video follows the prompt, from 0 to 1 (default 0.5)',
});
