import { field } from '../../form/field';
import { onOff } from '../../form/types';

export const autoFix = field(onOff(), {
	displayName: 'Auto Fix',
	name: 'autoFix',
	type: 'boolean',
	default: true,
	description: 'Whether to rewrite a prompt that the content filter would refuse (default on)',
});

export const autoFixOffByDefault = field(onOff(), {
	...autoFix.named,
	default: false,
	description: 'Whether to rewrite a prompt that the content filter would refuse (default off)',
});
