import { defineEndpoint } from '../endpoint';
import { nanoBananaAspectRatio } from '../fields/aspectRatio';
import { limitGenerations } from '../fields/limitGenerations';
import { numImages } from '../fields/numImages';
import { outputFormatUpToWebp } from '../fields/outputFormat';
import { prompt } from '../fields/prompt';
import { safetyToleranceUpToSix } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const nanoBanana = defineEndpoint({
	resource: 'image',
	operation: 'nanoBanana',
	displayName: 'Generate Image: Nano Banana',
	action: 'Generate image with Nano Banana',
	description: 'Generate images from detailed prompts, by Google (Gemini 2.5 Flash Image)',
	path: 'fal-ai/nano-banana',
	typicalMs: 10_000,
	fields: {
		prompt,
		aspect_ratio: undocumented(nanoBananaAspectRatio),
		num_images: numImages,
	},
	additionalFields: {
		limit_generations: undocumented(limitGenerations),
		output_format: undocumented(outputFormatUpToWebp),
		safety_tolerance: undocumented(safetyToleranceUpToSix),
		seed: undocumented(seed),
	},
});
