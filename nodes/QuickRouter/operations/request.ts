import { z } from 'zod/v4';

import { field } from '../form/field';
import { defineForm } from '../form/form';
import { REQUEST_ID } from '../relay/relay';
import { cancelSettings, fetchSettings } from './options';
import type { Operation } from './operation';

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
		description: 'The ID of a request that was submitted earlier, as the node puts it out',
	},
);

const form = defineForm('additionalFields', { request_id: requestId }, {});

/** Fetching what a request made that was submitted earlier. */
export const getResult: Operation = {
	resource: 'request',
	operation: 'getResult',
	displayName: 'Get Result',
	action: 'Get the result of a request',
	description: 'Fetch, or wait for, the images of a request that was submitted earlier',
	form,
	settings: fetchSettings,
	task: (values) => ({ kind: 'getResult', requestId: values.request_id as string }),
};

/** Asking that a request be given up. */
export const cancel: Operation = {
	resource: 'request',
	operation: 'cancel',
	displayName: 'Cancel',
	action: 'Cancel a request',
	description: 'Ask the relay to give up a request; one that is running may finish all the same',
	form,
	settings: cancelSettings,
	task: (values) => ({ kind: 'cancel', requestId: values.request_id as string }),
};
