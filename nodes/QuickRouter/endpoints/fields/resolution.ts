import { field } from '../../form/field';
import { oneOf } from '../../form/types';

export const imageResolution = field(oneOf(['1K', '2K']), {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	options: [
		{ name: '1K', value: '1K', description: 'About 1024 pixels on a side' },
		{ name: '2K', value: '2K', description: 'About 2048 pixels on a side' },
	],
	default: '1K',
	description: 'Resolution of the generated image (default 1K)',
});

export const videoResolution = field(oneOf(['720p', '1080p']), {
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	options: [
		{ name: '1080p', value: '1080p' },
		{ name: '720p', value: '720p' },
	],
	default: '720p',
	description: 'Resolution of the video (default 720p)',
});
