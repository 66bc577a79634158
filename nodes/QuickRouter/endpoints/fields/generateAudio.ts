import { field } from '../../form/field';
import { onOff } from '../../form/schemas';

export const generateAudio = field(onOff(), {
	displayName: 'Generate Audio',
	name: 'generateAudio',
	type: 'boolean',
	default: true,
	description: 'Whether the video has sound (default on). Without sound it costs a third less.',
});
