import { defineEndpoint } from '../endpoint';
import { videoAspectRatio } from '../fields/aspectRatio';
import { autoFix } from '../fields/autoFix';
import { veoDuration } from '../fields/duration';
import { enhanceVideoPrompt } from '../fields/enhancePrompt';
import { generateAudio } from '../fields/generateAudio';
import { negativePrompt } from '../fields/negativePrompt';
import { videoPrompt } from '../fields/prompt';
import { videoResolution } from '../fields/resolution';
import { safetyToleranceUpToSix } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const veo3 = defineEndpoint({
	resource: 'video',
	operation: 'veo3',
	displayName: 'Generate Video: Veo 3',
	action: 'Generate video with Veo 3',
	description:
		'Generate a video with sound and speech from text, at the highest quality, by Google',
	path: 'fal-ai/veo3',
	typicalMs: 120_000,
	fields: {
		prompt: videoPrompt,
		duration: veoDuration,
		resolution: videoResolution,
		generate_audio: generateAudio,
		aspect_ratio: videoAspectRatio,
	},
	additionalFields: {
		auto_fix: autoFix,
		enhance_prompt: enhanceVideoPrompt,
		negative_prompt: undocumented(negativePrompt),
		safety_tolerance: undocumented(safetyToleranceUpToSix),
		seed: undocumented(seed),
	},
});
