import type { Choice } from '../../form/choice';
import { sizeField } from './sizeField';

const CHOICES = [
	{ name: 'Landscape 16:9', value: 'landscape_16_9', description: '1024 × 576 pixels' },
	{ name: 'Landscape 4:3', value: 'landscape_4_3', description: '1024 × 768 pixels' },
	{ name: 'Portrait 3:4', value: 'portrait_4_3', description: '768 × 1024 pixels' },
	{ name: 'Portrait 9:16', value: 'portrait_16_9', description: '576 × 1024 pixels' },
	{ name: 'Square', value: 'square', description: '512 × 512 pixels' },
	{ name: 'Square HD', value: 'square_hd', description: '1024 × 1024 pixels' },
] as const;

const SHOWN = {
	spellings: {
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
	/** From fal's schema of an image size. */
	sides: [1, 14142],
	hasDocumentedSides: false,
} as const;

export const imageSize = sizeField({ ...SHOWN, choices: CHOICES, default: 'landscape_4_3' });

const unchosen = (name: string) =>
	sizeField({
		...SHOWN,
		choices: [...CHOICES, { name, value: 'default' } satisfies Choice],
		default: 'default',
	});

export const imageSizeChosenByModel = unchosen('Chosen by the Model');
export const imageSizeOfInput = unchosen('Same as Input Image');
