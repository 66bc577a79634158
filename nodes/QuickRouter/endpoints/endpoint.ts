import type { IDataObject } from 'n8n-workflow';

import { defineForm, type Fields } from '../form/form';
import { askedBy } from '../operations/askedBy';
import { defineOperation, type Operation } from '../operations/operation';
import { imageOptions, videoOptions } from '../operations/options';

/** A model of QuickRouter as an operation. The keys of its fields are their names on the wire. */
export interface Endpoint extends Operation {
	/** Path of the endpoint on the relay, without a leading slash. */
	path: string;
}

interface About extends Pick<
	Operation,
	'operation' | 'displayName' | 'action' | 'description' | 'typicalMs'
> {
	resource: 'image' | 'video';
	path: string;
	/** Shown at once. */
	fields: Fields;
	/** Offered in the collection. */
	additionalFields: Fields;
}

/** Makes an endpoint of what is shown of it and its two lists of fields. */
export function defineEndpoint({ path, fields, additionalFields, ...about }: About): Endpoint {
	const operation = defineOperation({
		...about,
		form: defineForm('additionalFields', fields, additionalFields),
		options: about.resource === 'video' ? videoOptions : imageOptions,
		task: (values) => {
			const body = values as IDataObject;
			const asked = askedBy(body);
			return {
				verb: 'submit',
				endpoint: path,
				body,
				asked: { ...asked, files: asked.files ?? 1 },
				makesFiles: true,
			};
		},
	});
	return { ...operation, path };
}
