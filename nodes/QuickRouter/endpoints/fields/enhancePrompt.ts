import { field } from '../../form/field';
import { onOff } from '../../form/schemas';

export const enhancePrompt = field(onOff(), {
	displayName: 'Enhance Prompt',
	name: 'enhancePrompt',
	type: 'boolean',
	default: false,
	description: 'Whether to rewrite the prompt for better results (default off)',
});

export const enhanceVideoPrompt = field(onOff(), {
	...enhancePrompt.main,
	default: true,
	description: 'Whether to rewrite the prompt for better results (default on)',
});
