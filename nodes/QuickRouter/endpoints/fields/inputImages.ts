import { isBinaryValue, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { entriesOf, entryOf } from '../../form/entries';
import type { Field } from '../../form/field';
import { isFileReference } from '../../form/fileReference';
import { isRecord } from '../../shared/isRecord';
import { imageProperties, readImage } from './image';
import { imageType } from './imageType';
import { INPUT_IMAGE } from './inputImage';

const placeOf = (index: number, count: number) => `Image ${index + 1} of ${count}`;

interface About {
	/** What the editor calls them. */
	displayName?: string;
	description?: string;
	/** How many the model takes, where that is known. */
	most?: number;
}

/** Several images that the model works on. */
export function inputImages({
	displayName = 'Images',
	description = 'The input images, in the order in which the prompt may speak of them',
	most,
}: About = {}) {
	const list = z.array(imageType).min(1);
	const type = most === undefined ? list : list.max(most);
	const property = {
		displayName,
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Image' },
		placeholder: 'Add Image',
		required: true,
		default: {},
		description: `${description}. An expression in Image URL may give a list of URLs or files.`,
		options: [{ displayName: 'Image', name: 'image', values: imageProperties(INPUT_IMAGE) }],
	} satisfies INodeProperties;
	const rule = most === undefined ? 'at least one image' : `from 1 to ${most} images`;
	return {
		type: type.describe(rule),
		named: { ...property, required: true as const },
		properties: [property],
		placeOf,
		read: (parameter) => readImages(parameter(property.name), property),
	} satisfies Field;
}

/** The images in one list, whether they were added one by one or come as a list. */
function readImages(given: unknown, property: INodeProperties): unknown[] | undefined {
	const images = entriesOf(given, property).flatMap((entry) => {
		const isEntry = isRecord(entry) && !isBinaryValue(entry);
		const image = readImage(
			isEntry
				? entryOf(entry, property)
				: (name) => (name === INPUT_IMAGE.url.name ? entry : undefined),
			INPUT_IMAGE,
		);
		return Array.isArray(image) ? (image as unknown[]).filter(isGiven) : [image];
	});
	if (images.length === 0) return undefined;
	return images.map((image, index) =>
		isFileReference(image) ? image.at(placeOf(index, images.length)) : image,
	);
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
