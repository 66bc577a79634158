import type { INodeProperties } from 'n8n-workflow';

import { choiceField } from '../../form/choiceField';
import type { Field } from '../../form/field';

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

const SHOWN = {
	displayName: 'Duration',
	name: 'duration',
	description: 'Length of the video',
};

export const klingDuration = withNotice(
	choiceField({
		...SHOWN,
		choices: [
			{ name: '10 Seconds', value: '10' },
			{ name: '5 Seconds', value: '5' },
		],
		spellings: { '5s': '5', '10s': '10' },
		default: '5',
	}),
);

export const veoDuration = withNotice(
	choiceField({
		...SHOWN,
		choices: [
			{ name: '4 Seconds', value: '4s' },
			{ name: '6 Seconds', value: '6s' },
			{ name: '8 Seconds', value: '8s' },
		],
		spellings: { '4': '4s', '6': '6s', '8': '8s' },
		default: '8s',
	}),
);
