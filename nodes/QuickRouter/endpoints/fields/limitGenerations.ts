import { field } from '../../form/field';
import { onOff } from '../../form/schemas';

export const limitGenerations = field(onOff(), {
	displayName: 'Limit Generations',
	name: 'limitGenerations',
	type: 'boolean',
	default: false,
	description: 'Whether to ignore a number of images requested in the prompt (default off)',
});
