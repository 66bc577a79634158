import { field } from '../../form/field';
import { oneOf } from '../../form/types';

export const outputFormat = field(oneOf(['jpeg', 'png'], { jpg: 'jpeg' }), {
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	options: [
		{ name: 'JPEG', value: 'jpeg' },
		{ name: 'PNG', value: 'png' },
	],
	default: 'jpeg',
	description: 'File format of the generated image (default JPEG)',
});
