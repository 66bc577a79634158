import { field } from '../../form/field';
import { oneOf } from '../../form/types';

export const safetyTolerance = field(oneOf(['1', '2', '3', '4', '5']), {
	displayName: 'Safety Tolerance',
	name: 'safetyTolerance',
	type: 'options',
	options: [
		{ name: '1 (Strictest)', value: '1' },
		{ name: '2', value: '2' },
		{ name: '3', value: '3' },
		{ name: '4', value: '4' },
		{ name: '5 (Most Permissive)', value: '5' },
	],
	default: '2',
	description: 'How permissive the content filter is, from 1 (strictest) to 5 (default 2)',
});

export const safetyToleranceUpToSix = field(oneOf(['1', '2', '3', '4', '5', '6']), {
	displayName: 'Safety Tolerance',
	name: 'safetyTolerance',
	type: 'options',
	options: [
		{ name: '1 (Strictest)', value: '1' },
		{ name: '2', value: '2' },
		{ name: '3', value: '3' },
		{ name: '4', value: '4' },
		{ name: '5', value: '5' },
		{ name: '6 (Most Permissive)', value: '6' },
	],
	default: '4',
	description: 'How permissive the content filter is, from 1 (strictest) to 6 (default 4)',
});
