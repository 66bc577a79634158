import { field } from '../../form/field';
import { onOff } from '../../form/schemas';

export const enableSafetyChecker = field(onOff(), {
	displayName: 'Safety Checker',
	name: 'enableSafetyChecker',
	type: 'boolean',
	default: true,
	description: 'Whether to detect unsafe images and black them out (default on)',
});
