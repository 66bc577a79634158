import { defineEndpoint } from '../endpoint';
import { videoAspectRatio } from '../fields/aspectRatio';
import { cfgScale } from '../fields/cfgScale';
import { klingDuration } from '../fields/duration';
import { klingNegativePrompt } from '../fields/negativePrompt';
import { videoPrompt } from '../fields/prompt';

export const klingTextToVideo = defineEndpoint({
	resource: 'video',
	operation: 'klingTextToVideo',
	displayName: 'Generate Video: Kling 2.5 Turbo Pro',
	action: 'Generate video with Kling 2.5 Turbo Pro',
	description: 'Generate a silent video of 5 or 10 seconds from text, with smooth motion',
	path: 'fal-ai/kling-video/v2.5-turbo/pro/text-to-video',
	typicalMs: 120_000,
	fields: {
		prompt: videoPrompt,
		duration: klingDuration,
		aspect_ratio: videoAspectRatio,
	},
	additionalFields: {
		cfg_scale: cfgScale,
		negative_prompt: klingNegativePrompt,
	},
});
