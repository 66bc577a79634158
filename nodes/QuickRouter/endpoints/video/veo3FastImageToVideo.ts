import { defineEndpoint } from '../endpoint';
import { videoAspectRatioOfInput } from '../fields/aspectRatio';
import { veoDuration } from '../fields/duration';
import { generateAudio } from '../fields/generateAudio';
import { inputImage } from '../fields/inputImage';
import { animatingPrompt } from '../fields/prompt';
import { videoResolution } from '../fields/resolution';
import { veo3ImageToVideo } from './veo3ImageToVideo';

export const veo3FastImageToVideo = defineEndpoint({
	resource: 'video',
	operation: 'veo3FastImageToVideo',
	displayName: 'Animate Image: Veo 3 Fast',
	action: 'Animate image as video with Veo 3 Fast',
	description:
		'Turn an image into a video with sound and speech, faster and cheaper than Veo 3, by Google',
	path: 'fal-ai/veo3/fast/image-to-video',
	typicalMs: 80_000,
	fields: {
		prompt: animatingPrompt,
		image_url: inputImage,
		duration: veoDuration,
		resolution: videoResolution,
		generate_audio: generateAudio,
		aspect_ratio: videoAspectRatioOfInput,
	},
	additionalFields: veo3ImageToVideo.form.additionalFields,
});
