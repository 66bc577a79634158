import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Field } from '../../form/field';
import { FileReference } from '../../form/fileReference';
import { webUrlOf } from '../../shared/webUrl';

const DATA_URL = /^data:image\/(jpeg|jpg|png|webp|gif|avif);base64,[A-Za-z0-9+/]+={0,2}$/i;

const url = z
	.string()
	.trim()
	// Two URLs in one field would parse as one
	.refine((value) => !/\s/.test(value) && (webUrlOf(value) ?? DATA_URL.test(value)));

const type = z
	.union([url, z.instanceof(FileReference)])
	.describe(
		'an http(s) URL, or a base64 data URL of a JPEG, PNG, WebP, GIF or AVIF image (data:image/png;base64,…)',
	);

const imageUrl: INodeProperties = {
	displayName: 'Image URL',
	name: 'imageUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://example.com/photo.jpg',
	displayOptions: { show: { imageSource: ['url'] } },
	description:
		'The input image: a URL that the relay can reach, or a base64 data URL. JPG, JPEG, PNG, WebP, GIF or AVIF.',
};

/** An image that the model works on. */
export const inputImage: Field<typeof type> = {
	type,
	named: imageUrl,
	properties: [
		{
			displayName: 'Image Source',
			name: 'imageSource',
			type: 'options',
			options: [
				{ name: 'Binary Data', value: 'binary', description: 'A file of the input item' },
				{ name: 'URL', value: 'url' },
			],
			default: 'url',
			description: 'Where the input image comes from (default URL)',
		},
		imageUrl,
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			displayOptions: { show: { imageSource: ['binary'] } },
			hint: 'The name of the input field that holds the file',
			description:
				'Field of the input item with the image: JPG, JPEG, PNG, WebP, GIF or AVIF, up to 20 MB (default data). It is sent along with the request.',
		},
	],
	read: (parameter) => {
		if (parameter('imageSource') !== 'binary') return parameter('imageUrl');
		const field = parameter('binaryPropertyName');
		return new FileReference(typeof field === 'string' ? field : '');
	},
};
