import { field } from '../../form/field';
import { wholeNumber } from '../../form/types';

export const numInferenceSteps = (min: number, max: number) =>
	field(wholeNumber(min, max), {
		displayName: 'Inference Steps',
		name: 'numInferenceSteps',
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: 28,
		description: `How many steps the model takes, from ${min} to ${max} (default 28): more take longer and add detail`,
	});
