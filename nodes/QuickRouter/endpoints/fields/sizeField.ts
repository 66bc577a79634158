import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod/v4';

import { choiceIn } from '../../form/choice';
import type { Field } from '../../form/field';
import { wholeNumber } from '../../form/types';
import { NOT_DOCUMENTED } from './undocumented';

interface About<Preset extends z.ZodType> {
	/** The named sizes, with a description that lists them. */
	preset: Preset;
	/** The named sizes as the editor lists them. */
	options: INodePropertyOptions[];
	/** What the editor preselects; 'default' leaves the size to the model. */
	initial: string;
	description: string;
	/** Smallest and largest width and height, in pixels. */
	sides: [min: number, max: number];
	/** Whether QuickRouter's documents name widths and heights. */
	hasDocumentedSides: boolean;
}

const CUSTOM = { name: 'Custom', value: 'custom', description: 'A width and a height in pixels' };

/** Smaller numbers are a ratio. */
const FEWEST_PIXELS = 64;

/** A size as a model writes it: "1024x768". */
function pixelsIn(size: unknown): { width: number; height: number } | undefined {
	if (typeof size !== 'string') return undefined;
	const [, ...sides] =
		/^\s*(\d{2,5})\s*[x×*]\s*(\d{2,5})(?:\s*(?:px|pixels))?\s*$/i.exec(size) ?? [];
	const [width = 0, height = 0] = sides.map(Number);
	return Math.min(width, height) >= FEWEST_PIXELS ? { width, height } : undefined;
}

/** A size that has a name, or a width and a height. */
export function sizeField<Preset extends z.ZodType>({ initial, ...about }: About<Preset>) {
	const [min, max] = about.sides;
	const custom = z.strictObject({ width: wholeNumber(min, max), height: wholeNumber(min, max) });
	const sides = `an Image Width and an Image Height that are whole numbers from ${min} to ${max}`;
	const type = z
		.union([custom, about.preset])
		.describe(`${about.preset.description}, or Custom with ${sides}`);
	const named: INodeProperties = {
		displayName: 'Image Size',
		name: 'imageSize',
		type: 'options',
		options: [...about.options, CUSTOM].sort((one, other) => (one.name < other.name ? -1 : 1)),
		default: initial,
		description: about.description,
	};
	const side = (displayName: string, name: string, of: string): INodeProperties => ({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: min, maxValue: max },
		default: Math.max(min, 1024),
		displayOptions: { show: { imageSize: ['custom'] } },
		description: `${of} of the generated image in pixels, from ${min} to ${max}${about.hasDocumentedSides ? '' : ` (${NOT_DOCUMENTED})`}`,
	});
	const field: Field<typeof type> = {
		type,
		named,
		properties: [
			named,
			side('Image Width', 'imageWidth', 'Width'),
			side('Image Height', 'imageHeight', 'Height'),
		],
		ruleFor: (value) => (typeof value === 'object' ? `Custom with ${sides}` : undefined),
		read: (parameter) => {
			const size = parameter('imageSize');
			if (choiceIn([CUSTOM], size) !== CUSTOM.value) return pixelsIn(size) ?? size;
			return { width: parameter('imageWidth'), height: parameter('imageHeight') };
		},
	};
	return field;
}
