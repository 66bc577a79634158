import { field } from '../../form/field';
import { oneOf } from '../../form/types';

const NONE = { name: 'None', value: 'none' };
const REGULAR = { name: 'Regular', value: 'regular' };
const HIGH = { name: 'High', value: 'high' };

export const acceleration = field(oneOf(['none', 'regular', 'high']), {
	displayName: 'Acceleration',
	name: 'acceleration',
	type: 'options',
	options: [NONE, REGULAR, HIGH],
	default: 'regular',
	description: 'Trade quality for speed: higher is faster (default Regular)',
});

export const accelerationUpToRegular = field(oneOf(['none', 'regular']), {
	displayName: 'Acceleration',
	name: 'acceleration',
	type: 'options',
	options: [NONE, REGULAR],
	default: 'none',
	description: 'Trade quality for speed: higher is faster (default None)',
});
