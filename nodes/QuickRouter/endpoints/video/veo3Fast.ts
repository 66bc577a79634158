import { defineEndpoint } from '../endpoint';
import { videoAspectRatio } from '../fields/aspectRatio';
import { veoDuration } from '../fields/duration';
import { generateAudio } from '../fields/generateAudio';
import { videoPrompt } from '../fields/prompt';
import { videoResolution } from '../fields/resolution';
import { veo3 } from './veo3';

export const veo3Fast = defineEndpoint({
	resource: 'video',
	operation: 'veo3Fast',
	displayName: 'Generate Video: Veo 3 Fast',
	action: 'Generate video with Veo 3 Fast',
	description:
		'Generate a video with sound and speech from text, faster and cheaper than Veo 3, by Google',
	path: 'fal-ai/veo3/fast',
	typicalMs: 80_000,
	fields: {
		prompt: videoPrompt,
		duration: veoDuration,
		resolution: videoResolution,
		generate_audio: generateAudio,
		aspect_ratio: videoAspectRatio,
	},
	additionalFields: veo3.form.additionalFields,
});
