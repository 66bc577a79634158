import { field } from '../../form/field';
import { text } from '../../form/types';

export const prompt = field(text(), {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A lighthouse in a storm, oil on canvas',
	description: 'What the image should show, or how the input image should change',
});

export const editingPrompt = field(text(), {
	...prompt.named,
	placeholder: 'e.g. Turn the scene into a winter night',
});
