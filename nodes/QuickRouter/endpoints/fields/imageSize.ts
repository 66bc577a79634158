import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Field } from '../../form/field';
import { oneOf, wholeNumber } from '../../form/types';

/** Largest width and height in pixels, from fal's schema of an image size. */
const LARGEST_SIDE = 14142;

const preset = oneOf(
	['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9'],
	{
		'square pro': 'square_hd',
		portrait_3_4: 'portrait_4_3',
		'3:4': 'portrait_4_3',
		'4:3': 'landscape_4_3',
		'16:9': 'landscape_16_9',
		'9:16': 'portrait_16_9',
	},
);

const custom = z.strictObject({
	width: wholeNumber(1, LARGEST_SIDE),
	height: wholeNumber(1, LARGEST_SIDE),
});

const SIDES = `an Image Width and an Image Height that are whole numbers from 1 to ${LARGEST_SIDE}`;

const type = z.union([custom, preset]).describe(`${preset.description}, or Custom with ${SIDES}`);

const side = (property: INodeProperties): INodeProperties => ({
	...property,
	typeOptions: { minValue: 1, maxValue: LARGEST_SIDE },
	displayOptions: { show: { imageSize: ['custom'] } },
});

/** `initial` is what the editor preselects; 'default' leaves the size to the model. */
const sizeProperty = (initial: 'landscape_4_3' | 'default'): INodeProperties => ({
	displayName: 'Image Size',
	name: 'imageSize',
	type: 'options',
	options: [
		...(initial === 'default' ? [{ name: 'Chosen by the Model', value: 'default' }] : []),
		{ name: 'Custom', value: 'custom', description: 'A width and a height in pixels' },
		{ name: 'Landscape 16:9', value: 'landscape_16_9', description: '1024 by 576 pixels' },
		{ name: 'Landscape 4:3', value: 'landscape_4_3', description: '1024 by 768 pixels' },
		{
			name: 'Portrait 16:9',
			value: 'portrait_16_9',
			description: '576 by 1024 pixels, upright',
		},
		{ name: 'Portrait 4:3', value: 'portrait_4_3', description: '768 by 1024 pixels, upright' },
		{ name: 'Square', value: 'square', description: '512 by 512 pixels' },
		{ name: 'Square HD', value: 'square_hd', description: '1024 by 1024 pixels' },
	],
	default: initial,
	description:
		initial === 'default'
			? 'Format of the generated image (chosen by the model by default; an addition of fal)'
			: 'Format of the generated image (default Landscape 4:3)',
});

const imageSizeField = (size: INodeProperties): Field<typeof type> => ({
	type,
	named: size,
	properties: [
		size,
		side({
			displayName: 'Image Width',
			name: 'imageWidth',
			type: 'number',
			default: 1024,
			description: `Width of the generated image in pixels, from 1 to ${LARGEST_SIDE} (an addition of fal)`,
		}),
		side({
			displayName: 'Image Height',
			name: 'imageHeight',
			type: 'number',
			default: 1024,
			description: `Height of the generated image in pixels, from 1 to ${LARGEST_SIDE} (an addition of fal)`,
		}),
	],
	ruleFor: (value) => (typeof value === 'object' ? `Custom with ${SIDES}` : undefined),
	read: (parameter) => {
		const size = parameter('imageSize');
		const isCustom = typeof size === 'string' && size.trim().toLowerCase() === 'custom';
		return isCustom ? { width: parameter('imageWidth'), height: parameter('imageHeight') } : size;
	},
});

export const imageSize = imageSizeField(sizeProperty('landscape_4_3'));
export const imageSizeChosenByModel = imageSizeField(sizeProperty('default'));
