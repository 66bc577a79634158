import { field } from '../../form/field';
import { oneOf } from '../../form/types';

export const enhancePromptMode = field(oneOf(['standard', 'fast']), {
	displayName: 'Prompt Enhancement',
	name: 'enhancePromptMode',
	type: 'options',
	options: [
		{ name: 'Fast', value: 'fast', description: 'Takes less time' },
		{ name: 'Standard', value: 'standard', description: 'Gives better images' },
	],
	default: 'standard',
	description: 'How to rewrite the prompt for better results (default Standard)',
});
