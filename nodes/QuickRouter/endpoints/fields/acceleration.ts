import { choiceField } from '../../form/choiceField';

const NONE = { name: 'None', value: 'none' };
const REGULAR = { name: 'Regular', value: 'regular' };
const HIGH = { name: 'High', value: 'high' };

export const acceleration = choiceField({
	displayName: 'Acceleration',
	name: 'acceleration',
	choices: [NONE, REGULAR, HIGH],
	default: 'regular',
	description: 'Trade quality for speed: higher is faster',
});

export const accelerationUpToRegular = choiceField({
	displayName: 'Acceleration',
	name: 'acceleration',
	choices: [NONE, REGULAR],
	default: 'none',
	description: 'Trade quality for speed: higher is faster',
});
