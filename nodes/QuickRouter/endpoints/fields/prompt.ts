import { field } from '../../form/field';
import { text } from '../../form/schemas';

export const prompt = field(text(), {
	displayName: 'Prompt',
	name: 'prompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. A lighthouse in a storm, oil on canvas',
	description: 'What the image should show',
});

export const editingPrompt = field(text(), {
	...prompt.main,
	placeholder: 'e.g. Turn the scene into a winter night',
	description: 'How the input image should change',
});

export const combiningPrompt = field(text(), {
	...prompt.main,
	placeholder: 'e.g. Put the bottle on the wooden table',
	description: 'What to make of the input images',
});

export const inpaintingPrompt = field(text(), {
	...prompt.main,
	placeholder: 'e.g. A lion sitting on a stone bench',
	description: 'What the masked part of the image should show',
});

export const videoPrompt = field(text(), {
	...prompt.main,
	placeholder: 'e.g. Waves break on a lighthouse, the camera rises slowly',
	description: 'What the video should show',
});

export const animatingPrompt = field(text(), {
	...prompt.main,
	placeholder: 'e.g. The camera circles the product slowly',
	description: 'How the input image should move',
});
