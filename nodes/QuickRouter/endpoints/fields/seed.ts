import { field } from '../../form/field';
import { anyWholeNumber } from '../../form/schemas';

/** Where it stands when it is added: fixing every image of a batch must be meant. */
const RANDOM = -1;

const seedField = field(anyWholeNumber(), {
	displayName: 'Seed',
	name: 'seed',
	type: 'number',
	default: RANDOM,
	description:
		'Whole number. The same seed and prompt give the same result; -1 is random (default -1).',
});

export const seed: typeof seedField = {
	...seedField,
	read: (parameter) => {
		const value = seedField.read(parameter);
		const given = typeof value === 'string' ? Number(value) : value;
		return given === RANDOM ? undefined : value;
	},
};
