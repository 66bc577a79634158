import { z } from 'zod/v4';

import { choiceIn, choiceRule, choiceSchema, type Choice, type Spellings } from '../../form/choice';
import { choiceField } from '../../form/choiceField';
import { labelOf, type Field } from '../../form/field';
import { numberField } from '../../form/numberField';
import { undocumented } from './undocumented';

interface About<Named extends string> {
	/** The sizes that have a name, as the editor lists them. */
	choices: readonly Choice<Named>[];
	spellings?: Spellings<Exclude<Named, 'default'>>;
	/** What the editor preselects; 'default' leaves the size to the model. */
	default: Named;
	/** Smallest and largest width and height, in pixels. */
	sides: readonly [min: number, max: number];
	/** Whether QuickRouter's documents name widths and heights. */
	hasDocumentedSides: boolean;
}

const CUSTOM = {
	name: 'Custom',
	value: 'custom',
	description: 'A width and a height in pixels',
} as const;

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
export function sizeField<const Named extends string>({
	choices,
	spellings,
	...about
}: About<Named>) {
	const [min, max] = about.sides;
	const side = (displayName: string, name: string, of: string) => {
		const pixels = numberField({
			displayName,
			name,
			...{ min, max, default: Math.max(min, 1024) },
			displayOptions: { show: { imageSize: ['custom'] } },
			description: (range) => `${of} of the generated image in pixels, ${range}`,
		});
		return about.hasDocumentedSides ? pixels : undocumented(pixels);
	};
	const width = side('Image Width', 'imageWidth', 'Width');
	const height = side('Image Height', 'imageHeight', 'Height');
	const custom = z.strictObject({ width: width.schema, height: height.schema });
	const listed = [...choices, CUSTOM].sort((one, other) => (one.name < other.name ? -1 : 1));
	const { main } = choiceField<Named | 'custom'>({
		displayName: 'Image Size',
		name: 'imageSize',
		choices: listed,
		default: about.default,
		description: 'Size of the generated image',
	});
	return {
		schema: z.union([custom, choiceSchema(choices, spellings)]).describe(choiceRule(listed)),
		main,
		properties: [main, width.main, height.main],
		ruleFor: (value) =>
			typeof value === 'object'
				? `Custom with an ${labelOf(width)} and an ${labelOf(height)} that are whole numbers from ${min} to ${max}`
				: undefined,
		read: (parameter) => {
			const size = parameter('imageSize');
			if (choiceIn([CUSTOM], size) !== CUSTOM.value) return pixelsIn(size) ?? size;
			return { width: width.read(parameter), height: height.read(parameter) };
		},
	} satisfies Field;
}
