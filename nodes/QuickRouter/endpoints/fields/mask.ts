import { imageParameters } from './image';
import { imageField } from './inputImage';

/** What of the input image is to be repainted. */
export const mask = imageField(
	imageParameters(
		'Mask',
		{ source: 'maskSource', url: 'maskUrl', file: 'maskBinaryPropertyName' },
		'White where the image should change, black where it should stay the same',
	),
);
