import { field } from '../../form/field';
import { onOff } from '../../form/types';

export const enhancePrompt = field(onOff(), {
	displayName: 'Enhance Prompt',
	name: 'enhancePrompt',
	type: 'boolean',
	default: false,
	description:
		'Whether the prompt is rewritten for better results (default off; an addition of fal)',
});
