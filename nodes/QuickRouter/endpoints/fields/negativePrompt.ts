import { field } from '../../form/field';
import { text } from '../../form/schemas';

export const negativePrompt = field(text(), {
	displayName: 'Negative Prompt',
	name: 'negativePrompt',
	type: 'string',
	default: '',
	placeholder: 'e.g. blurry, ugly',
	description: 'What to avoid (default nothing)',
});

export const klingNegativePrompt = field(text(), {
	...negativePrompt.main,
	placeholder: 'e.g. text, watermark',
	description: 'What to avoid (default "blur, distort, and low quality")',
});
