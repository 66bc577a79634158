import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { entriesOf, entryOf, nameIn } from '../../form/entries';
import type { Field, ReadParameter } from '../../form/field';
import { isFileReference } from '../../shared/fileReference';
import { isBlank, isRecord } from '../../shared/values';
import { imageProperties, readImage } from './image';
import { imageSchema } from './imageSchema';
import { INPUT_IMAGE } from './inputImage';

const placeOf = (index: number, count: number) => `Image ${index + 1} of ${count}`;

/**
 * Those of an entry, as it may be written without what stands at its default: n8n must not ask for
 * it, and the editor must show the URL. What is missing is found when it is read.
 */
const entryProperties = imageProperties(INPUT_IMAGE).map((property): INodeProperties => {
	const { required: _required, ...optional } = property;
	const isUrl = property.name === INPUT_IMAGE.url.name;
	const hide = { [INPUT_IMAGE.source]: ['binary'] };
	return isUrl ? { ...optional, displayOptions: { hide } } : optional;
});

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
	description = 'The input images, in order',
	most,
}: About = {}) {
	const list = z.array(imageSchema).min(1);
	const schema = most === undefined ? list : list.max(most);
	const property: INodeProperties & { required: true } = {
		displayName,
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Image' },
		placeholder: 'Add Image',
		required: true,
		default: {},
		description: `${description}. An expression in Image URL can return a list of URLs or files.`,
		options: [{ displayName: 'Image', name: 'image', values: entryProperties }],
	};
	const rule = most === undefined ? 'at least one image' : `from 1 to ${most} images`;
	return {
		schema: schema.describe(rule),
		main: property,
		properties: [property],
		entry: { placeOf },
		loadsUrls: true,
		read: (parameter) => readImages(parameter(property.name), property),
	} satisfies Field;
}

/** The images in one list, whether they were added one by one or come as a list. */
function readImages(given: unknown, property: INodeProperties): unknown[] | undefined {
	const images = entriesOf(given, property).flatMap((entry): unknown[] => {
		const image = readImage(parameterOf(entry, property), INPUT_IMAGE);
		const isList = Array.isArray(image);
		return isList ? image.filter((one: unknown) => !isBlank(one)) : [image];
	});
	if (images.length === 0) return undefined;
	return images.map((image: unknown, index) =>
		isFileReference(image) ? image.at(placeOf(index, images.length)) : image,
	);
}

/** Reads an entry; what is none of the editor's stands for an image itself. */
function parameterOf(entry: unknown, property: INodeProperties): ReadParameter {
	const { source, url, file } = INPUT_IMAGE;
	const names = [source, url.name, file.name];
	const isOfEditor =
		isRecord(entry) &&
		(Object.keys(entry).length === 0 || names.some((name) => nameIn(entry, name) !== undefined));
	if (isOfEditor) return entryOf(entry, property);
	return (name) => (name === url.name ? entry : undefined);
}
