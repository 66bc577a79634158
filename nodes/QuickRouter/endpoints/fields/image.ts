import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ReadParameter } from '../../form/field';
import { choiceIn } from '../../form/choice';
import { fromJson } from '../../form/entries';
import { FileReference, isFile } from '../../shared/fileReference';
import { isRecord } from '../../shared/values';

const SOURCES: INodePropertyOptions[] = [
	{ name: 'Binary Data', value: 'binary', description: 'A file from the input item' },
	{ name: 'URL', value: 'url' },
];

/** The three parameters that an image is given by. */
export interface ImageParameters {
	/** What messages and the editor call it: "Image", "Mask". */
	noun: string;
	source: string;
	url: INodeProperties;
	file: INodeProperties;
}

/** Names the parameters of an image; `url` and `file` are theirs in saved workflows. */
export function imageParameters(
	noun: string,
	names: { source: string; url: string; file: string },
	description: string,
): ImageParameters {
	const isImage = noun === 'Image';
	return {
		noun,
		source: names.source,
		url: {
			displayName: `${noun} URL`,
			name: names.url,
			type: 'string',
			default: '',
			required: true,
			placeholder: `e.g. https://example.com/${isImage ? 'photo.jpg' : 'mask.png'}`,
			displayOptions: { show: { [names.source]: ['url'] } },
			description: `${description}: a public URL that opens without signing in, or a base64 data URL`,
		},
		file: {
			displayName: isImage ? 'Input Binary Field' : `${noun} Input Binary Field`,
			name: names.file,
			type: 'string',
			typeOptions: { binaryDataProperty: true },
			default: 'data',
			required: true,
			displayOptions: { show: { [names.source]: ['binary'] } },
			hint: 'The name of the input field that holds the file',
			description: 'JPEG, PNG, WebP, GIF or AVIF, up to 20 MB (default data)',
		},
	};
}

/** What the editor shows of an image. */
export function imageProperties({ noun, source, url, file }: ImageParameters): INodeProperties[] {
	return [
		{
			displayName: `${noun} Source`,
			name: source,
			type: 'options',
			options: SOURCES,
			default: 'url',
			description: `Where the ${noun.toLowerCase()} comes from (default URL)`,
		},
		url,
		file,
	];
}

/** An image as it was given: a file, or what stands where its URL should; or a list of them. */
export function readImage(
	parameter: ReadParameter,
	{ source, url, file }: ImageParameters,
): unknown {
	const isBinary = choiceIn(SOURCES, parameter(source)) === 'binary';
	return isBinary ? fileOf(parameter(file.name), file) : imageOf(parameter(url.name), file);
}

function fileOf(value: unknown, file: INodeProperties): unknown {
	if (Array.isArray(value)) return value.map((one) => fileOf(one, file));
	const name = typeof value === 'string' ? value.trim() : '';
	return new FileReference(isFile(value) ? value : name, file.displayName, 'image');
}

function imageOf(value: unknown, file: INodeProperties): unknown {
	const given = fromJson(value);
	if (Array.isArray(given)) return given.map((one) => imageOf(one, file));
	if (isFile(given)) return fileOf(given, file);
	// As this node puts a file out
	return isRecord(given) && typeof given.url === 'string' ? given.url : value;
}
