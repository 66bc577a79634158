import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Field } from '../form/field';
import { isRecord } from '../shared/values';

/** Plain segments only: nothing that leaves the path, as typed or when decoded. */
const PATH = /^fal-ai(\/(?!\.+(\/|$))[\w.-]+)+$/;

/** The address of a model's page on fal.ai, as a user may paste it. */
const PAGE =
	/^https:\/\/fal\.ai\/models\/(fal-ai\/[^?#]*?)(?:\/(?:api|playground|examples))?\/?(?:[?#].*)?$/;

/** Whether it is the path of an endpoint of fal, such as fal-ai/nano-banana. */
export function isEndpointPath(path: string): boolean {
	return PATH.test(path);
}

const schema = z
	.string()
	.transform((path) => path.trim().replace(PAGE, '$1').replace(/^\/+/, ''))
	.pipe(z.string().regex(PATH))
	.describe('the path of a fal endpoint, such as fal-ai/nano-banana');

const property: INodeProperties & { required: true } = {
	displayName: 'Endpoint',
	name: 'endpoint',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The model to run. Choose it from the list, or enter its path or the URL of its page on fal.ai.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an endpoint...',
			// One of the node's methods
			typeOptions: { searchListMethod: 'searchEndpoints', searchable: true },
		},
		{
			displayName: 'By Path',
			name: 'path',
			type: 'string',
			placeholder: 'e.g. fal-ai/nano-banana',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://fal.ai/models/fal-ai/nano-banana',
		},
	],
};

/** The endpoint that is run, whichever way it is given. */
export const endpoint: Field<typeof schema, typeof property> = {
	schema,
	main: property,
	properties: [property],
	read: (parameter) => {
		const given = parameter(property.name);
		return isRecord(given) && 'value' in given ? given.value : given;
	},
};
