import { sizeField } from './sizeField';
import { NOT_DOCUMENTED } from './undocumented';

/** QuickRouter's family documents a width and a height only; the named sizes are from fal's schema. */
const named = <const Value extends string>(name: string, value: Value, description: string) => ({
	name,
	value,
	description: `${description} (${NOT_DOCUMENTED})`,
});

export const seedreamImageSize = sizeField({
	choices: [
		named('Auto', 'auto', 'The model chooses the size'),
		named('Auto 2K', 'auto_2K', 'The model chooses the ratio, about 2048 × 2048 pixels'),
		named('Auto 4K', 'auto_4K', 'The model chooses the ratio, about 4096 × 4096 pixels'),
		{ name: 'Chosen by the Model', value: 'default' },
		named('Landscape 16:9', 'landscape_16_9', 'Wider than tall'),
		named('Landscape 4:3', 'landscape_4_3', 'Wider than tall'),
		named('Portrait 3:4', 'portrait_4_3', 'Taller than wide'),
		named('Portrait 9:16', 'portrait_16_9', 'Taller than wide'),
		named('Square', 'square', 'Width equals height'),
		named('Square HD', 'square_hd', 'Width equals height, with more pixels'),
	],
	default: 'default',
	sides: [1024, 4096],
	hasDocumentedSides: true,
});
