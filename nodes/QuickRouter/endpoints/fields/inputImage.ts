import type { Field } from '../../form/field';
import { imageParameters, imageProperties, readImage, type ImageParameters } from './image';
import { imageSchema } from './imageSchema';

/** The parameters of an input image; also those of each of several. */
export const INPUT_IMAGE = imageParameters(
	'Image',
	{ source: 'imageSource', url: 'imageUrl', file: 'binaryPropertyName' },
	'The input image',
);

/** A field that is one image. */
export const imageField = (parameters: ImageParameters): Field<typeof imageSchema> => ({
	schema: imageSchema,
	main: parameters.url,
	properties: imageProperties(parameters),
	loadsUrls: true,
	read: (parameter) => {
		const image = readImage(parameter, parameters);
		return Array.isArray(image) && image.length === 1 ? (image as unknown[])[0] : image;
	},
});

/** An image that the model works on. */
export const inputImage = imageField(INPUT_IMAGE);
