import { defineEndpoint } from '../endpoint';
import { imagenAspectRatio } from '../fields/aspectRatio';
import { numImages } from '../fields/numImages';
import { outputFormatUpToWebp } from '../fields/outputFormat';
import { prompt } from '../fields/prompt';
import { imageResolution } from '../fields/resolution';
import { safetyToleranceUpToSix } from '../fields/safetyTolerance';
import { seed } from '../fields/seed';
import { undocumented } from '../fields/undocumented';

export const imagen4Preview = defineEndpoint({
	resource: 'image',
	operation: 'imagen4Preview',
	displayName: 'Generate Image: Imagen 4',
	action: 'Generate image with Imagen 4',
	description: 'Generate photos with fine detail and readable text, by Google',
	path: 'fal-ai/imagen4/preview',
	typicalMs: 10_000,
	fields: {
		prompt,
		aspect_ratio: imagenAspectRatio,
		resolution: imageResolution,
		num_images: numImages,
	},
	additionalFields: {
		output_format: undocumented(outputFormatUpToWebp),
		safety_tolerance: undocumented(safetyToleranceUpToSix),
		seed: undocumented(seed),
	},
});
