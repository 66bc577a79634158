import { defineEndpoint } from '../endpoint';
import { klingDuration } from '../fields/duration';
import { inputImage } from '../fields/inputImage';
import { animatingPrompt } from '../fields/prompt';
import { klingTextToVideo } from './klingTextToVideo';

export const klingImageToVideo = defineEndpoint({
	resource: 'video',
	operation: 'klingImageToVideo',
	displayName: 'Animate Image: Kling 2.5 Turbo Pro',
	action: 'Animate image as video with Kling 2.5 Turbo Pro',
	description: 'Turn an image into a silent video of 5 or 10 seconds, with smooth motion',
	path: 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
	typicalMs: 120_000,
	fields: {
		prompt: animatingPrompt,
		image_url: inputImage,
		duration: klingDuration,
	},
	additionalFields: klingTextToVideo.form.additionalFields,
});
