import { field } from '../../form/field';
import { onOff } from '../../form/schemas';

export const autoFix = field(onOff(), {
	displayName: 'Auto Fix',
	name: 'autoFix',
	type: 'boolean',
	default: true,
	description: 'Whether to rewrite a prompt that the content filter would refuse (default on)',
});

export const autoFixOffByDefault = field(onOff(), {
	...autoFix.main,
	default: false,
	description: 'Whether to rewrite a prompt that the content filter would refuse (default off)',
});
