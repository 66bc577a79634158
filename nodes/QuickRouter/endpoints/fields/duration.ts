import type { INodeProperties } from 'n8n-workflow';

import { field, type Field } from '../../form/field';
import { oneOf } from '../../form/types';

/** Stands above what decides the price. */
const chargedBySecond: INodeProperties = {
	displayName: 'A video is charged by the second and costs many times as much as an image',
	name: 'chargedBySecond',
	type: 'notice',
	default: '',
};

/** A field with a notice above it. */
const withNotice = <Shown extends Field>(shown: Shown): Shown => ({
	...shown,
	properties: [chargedBySecond, ...shown.properties],
});

export const klingDuration = withNotice(
	field(oneOf(['5', '10'], { '5s': '5', '10s': '10' }), {
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: [
			{ name: '10 Seconds', value: '10' },
			{ name: '5 Seconds', value: '5' },
		],
		default: '5',
		description: 'Length of the video (default 5 Seconds)',
	}),
);

export const veoDuration = withNotice(
	field(oneOf(['4s', '6s', '8s'], { '4': '4s', '6': '6s', '8': '8s' }), {
		displayName: 'Duration',
		name: 'duration',
		type: 'options',
		options: [
			{ name: '4 Seconds', value: '4s' },
			{ name: '6 Seconds', value: '6s' },
			{ name: '8 Seconds', value: '8s' },
		],
		default: '8s',
		description: 'Length of the video (default 8 Seconds)',
	}),
);
