import { field } from '../../form/field';
import { anyWholeNumber } from '../../form/types';

/** Where it stands when it is added: fixing every image of a batch must be meant. */
const RANDOM = -1;

const seedField = field(anyWholeNumber(), {
	displayName: 'Seed',
	name: 'seed',
	type: 'number',
	default: RANDOM,
	description:
		'A whole number: the same seed, prompt and model give the same result. -1 (default) is random. (An addition of fal.)',
});

export const seed: typeof seedField = {
	...seedField,
	read: (parameter) => {
		const value = seedField.read(parameter);
		return Number(value) === RANDOM ? undefined : value;
	},
};
