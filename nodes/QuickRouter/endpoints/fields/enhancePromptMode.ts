import { choiceField } from '../../form/choiceField';

export const enhancePromptMode = choiceField({
	displayName: 'Prompt Enhancement',
	name: 'enhancePromptMode',
	choices: [
		{ name: 'Fast', value: 'fast', description: 'Takes less time' },
		{ name: 'Standard', value: 'standard', description: 'Gives better images' },
	],
	default: 'standard',
	description: 'How to rewrite the prompt for better results',
});
