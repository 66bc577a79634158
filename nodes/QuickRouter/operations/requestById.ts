import { z } from 'zod/v4';

import { field } from '../form/field';
import { defineForm } from '../form/form';
import { REQUEST_ID } from '../shared/requestId';
import { defineOperation } from './operation';
import { cancelOptions, resultOptions } from './options';

const requestId = field(
	z
		.string()
		.transform((id) => id.trim())
		.pipe(z.string().regex(REQUEST_ID))
		.describe('a request ID, such as 3892f1e8-5fb1-469f-87b0-696d6054c9f2'),
	{
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 3892f1e8-5fb1-469f-87b0-696d6054c9f2',
		description: 'The requestId from an earlier QuickRouter node',
	},
);

const form = defineForm('additionalFields', { requestId }, {});

/** Fetching what a request made that was submitted earlier. */
export const getResult = defineOperation({
	resource: 'request',
	operation: 'getResult',
	displayName: 'Get Result',
	action: 'Get result of a request',
	description: 'Get the files of a request that was submitted earlier, or wait for them',
	form,
	options: resultOptions,
	task: ({ requestId: id }) => ({ verb: 'result', requestId: id }),
});

/** Asking that a request be canceled. */
export const cancel = defineOperation({
	resource: 'request',
	operation: 'cancel',
	displayName: 'Cancel',
	action: 'Cancel a request',
	description:
		'Ask QuickRouter to cancel a request. A request that is already running may still finish and be charged.',
	form,
	options: cancelOptions,
	task: ({ requestId: id }) => ({ verb: 'cancel', requestId: id }),
});
