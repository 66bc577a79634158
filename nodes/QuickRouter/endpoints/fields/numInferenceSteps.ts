import { numberField } from '../../form/numberField';

export const numInferenceSteps = (min: number, max: number, initial = 28) =>
	numberField({
		displayName: 'Inference Steps',
		name: 'numInferenceSteps',
		...{ min, max, default: initial },
		description: (range) => `Number of steps, ${range}. More steps take longer and can add detail.`,
	});
