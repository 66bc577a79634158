import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

export const numInferenceSteps = (min: number, max: number, initial = 28) =>
	field(wholeNumber(min, max), {
		displayName: 'Inference Steps',
		name: 'numInferenceSteps',
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: initial,
		description: `Number of steps, from ${min} to ${max} (default ${initial}). More steps take longer and can add detail.`,
	});
