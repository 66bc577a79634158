import { choiceField } from '../../form/choiceField';

export const imageResolution = choiceField({
	displayName: 'Resolution',
	name: 'resolution',
	choices: [
		{ name: '1K', value: '1K', description: 'About 1024 pixels on a side' },
		{ name: '2K', value: '2K', description: 'About 2048 pixels on a side' },
	],
	default: '1K',
	description: 'Resolution of the generated image',
});

export const videoResolution = choiceField({
	displayName: 'Resolution',
	name: 'resolution',
	choices: [
		{ name: '1080p', value: '1080p' },
		{ name: '720p', value: '720p' },
	],
	default: '720p',
	description: 'Resolution of the video',
});
