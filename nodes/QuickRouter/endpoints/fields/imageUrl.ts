import { z } from 'zod/v4';

import { field } from '../../form/field';

const DATA_URL = /^data:image\/(jpeg|jpg|png|webp|gif|avif);base64,[A-Za-z0-9+/]+={0,2}$/i;

const isWebUrl = (value: string) => {
	if (!URL.canParse(value)) return false;
	const { protocol, hostname } = new URL(value);
	return ['http:', 'https:'].includes(protocol) && hostname !== '';
};

export const imageUrl = field(
	z
		.string()
		.trim()
		.refine((value) => isWebUrl(value) || DATA_URL.test(value))
		.describe(
			'an http(s) URL, or a base64 data URL of a JPEG, PNG, WebP, GIF or AVIF image (data:image/png;base64,…)',
		),
	{
		displayName: 'Image URL',
		name: 'imageUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://example.com/photo.jpg',
		description:
			'The input image: a URL that the relay can reach, or a base64 data URL. JPG, JPEG, PNG, WebP, GIF or AVIF.',
	},
);
