import { defineEndpoint } from '../endpoint';
import { videoAspectRatioOfInput } from '../fields/aspectRatio';
import { autoFixOffByDefault } from '../fields/autoFix';
import { veoDuration } from '../fields/duration';
import { generateAudio } from '../fields/generateAudio';
import { inputImage } from '../fields/inputImage';
import { negativePrompt } from '../fields/negativePrompt';
import { animatingPrompt } from '../fields/prompt';
import { videoResolution } from '../fields/resolution';
import { safetyToleranceUpToSix } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const veo3ImageToVideo = defineEndpoint({
	resource: 'video',
	operation: 'veo3ImageToVideo',
	displayName: 'Animate Image: Veo 3',
	action: 'Animate image as video with Veo 3',
	description:
		'Turn an image into a video with sound and speech, at the highest quality, by Google',
	path: 'fal-ai/veo3/image-to-video',
	typicalMs: 120_000,
	fields: {
		prompt: animatingPrompt,
		image_url: inputImage,
		duration: veoDuration,
		resolution: videoResolution,
		generate_audio: generateAudio,
		aspect_ratio: videoAspectRatioOfInput,
	},
	additionalFields: {
		auto_fix: undocumented(autoFixOffByDefault),
		negative_prompt: undocumented(negativePrompt),
		safety_tolerance: undocumented(safetyToleranceUpToSix),
		seed: undocumented(seed),
	},
});
