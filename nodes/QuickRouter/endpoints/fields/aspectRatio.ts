import type { INodePropertyOptions } from 'n8n-workflow';

import { field } from '../../form/field';
import { oneOf } from '../../form/types';

const type = oneOf(['21:9', '16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '9:21']);

const RATIOS: INodePropertyOptions[] = [
	{ name: '1:1 (Square)', value: '1:1' },
	{ name: '16:9', value: '16:9' },
	{ name: '2:3', value: '2:3' },
	{ name: '21:9', value: '21:9' },
	{ name: '3:2', value: '3:2' },
	{ name: '3:4', value: '3:4' },
	{ name: '4:3', value: '4:3' },
	{ name: '9:16', value: '9:16' },
	{ name: '9:21', value: '9:21' },
];

export const aspectRatio = field(type, {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	options: RATIOS,
	default: '1:1',
	description: 'Width to height of the generated image (default 1:1)',
});

export const aspectRatioOfInput = field(type, {
	displayName: 'Aspect Ratio',
	name: 'aspectRatio',
	type: 'options',
	options: [...RATIOS, { name: 'Same as Input Image', value: 'default' }],
	default: 'default',
	description:
		'Width to height of the generated image (that of the input image by default; an addition of fal)',
});
