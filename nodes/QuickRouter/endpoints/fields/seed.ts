import { field } from '../../form/field';
import { anyWholeNumber } from '../../form/types';

export const seed = field(anyWholeNumber(), {
	displayName: 'Seed',
	name: 'seed',
	type: 'number',
	default: 0,
	description:
		'A whole number: the same seed, prompt and model give the same image (random by default; an addition of fal)',
});
