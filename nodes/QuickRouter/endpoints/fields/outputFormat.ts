import { field } from '../../form/field';
import { oneOf } from '../../form/types';

const JPEG = { name: 'JPEG', value: 'jpeg' };
const PNG = { name: 'PNG', value: 'png' };
const WEBP = { name: 'WebP', value: 'webp' };

export const outputFormat = field(oneOf(['jpeg', 'png'], { jpg: 'jpeg' }), {
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	options: [JPEG, PNG],
	default: 'jpeg',
	description: 'File format of the generated image (default JPEG)',
});

/** For the model whose document demands it. */
export const requiredOutputFormat = field(outputFormat.type, {
	...outputFormat.named,
	required: true,
});

export const outputFormatPng = field(outputFormat.type, {
	...outputFormat.named,
	default: 'png',
	description: 'File format of the generated image (default PNG)',
});

export const outputFormatUpToWebp = field(oneOf(['jpeg', 'png', 'webp'], { jpg: 'jpeg' }), {
	...outputFormatPng.named,
	options: [JPEG, PNG, WEBP],
});
