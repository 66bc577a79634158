import type { INodePropertyOptions } from 'n8n-workflow';

import { oneOf } from '../../form/types';
import { sizeField } from './sizeField';

const preset = oneOf(
	['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9'],
	{
		'square pro': 'square_hd',
		portrait_3_4: 'portrait_4_3',
		portrait_9_16: 'portrait_16_9',
		'3:4': 'portrait_4_3',
		'4:3': 'landscape_4_3',
		'16:9': 'landscape_16_9',
		'9:16': 'portrait_16_9',
		'1:1': 'square_hd',
		'portrait 4:3': 'portrait_4_3',
		'portrait 16:9': 'portrait_16_9',
	},
);

const options: INodePropertyOptions[] = [
	{ name: 'Landscape 16:9', value: 'landscape_16_9', description: '1024 × 576 pixels' },
	{ name: 'Landscape 4:3', value: 'landscape_4_3', description: '1024 × 768 pixels' },
	{ name: 'Portrait 3:4', value: 'portrait_4_3', description: '768 × 1024 pixels' },
	{ name: 'Portrait 9:16', value: 'portrait_16_9', description: '576 × 1024 pixels' },
	{ name: 'Square', value: 'square', description: '512 × 512 pixels' },
	{ name: 'Square HD', value: 'square_hd', description: '1024 × 1024 pixels' },
];

/** Largest width and height in pixels, from fal's schema of an image size. */
const sides: [number, number] = [1, 14142];

export const imageSize = sizeField({
	preset,
	options,
	initial: 'landscape_4_3',
	description: 'Size of the generated image (default Landscape 4:3)',
	sides,
	hasDocumentedSides: false,
});

const unchosen = (name: string) =>
	sizeField({
		preset,
		options: [...options, { name, value: 'default' }],
		initial: 'default',
		description: `Size of the generated image (default ${name})`,
		sides,
		hasDocumentedSides: false,
	});

export const imageSizeChosenByModel = unchosen('Chosen by the Model');
export const imageSizeOfInput = unchosen('Same as Input Image');
