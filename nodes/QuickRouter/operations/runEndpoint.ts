import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { asError } from '../asError';
import { field, type Field } from '../form/field';
import { defineForm } from '../form/form';
import { runSettings } from '../settings';
import type { Operation } from './operation';

/** Plain segments only: nothing that leaves the path, as typed or when decoded. */
const PATH = /^fal-ai(\/(?!\.+(\/|$))[\w.-]+)+$/;

/** The address of a model's page on fal.ai, as a person may paste it. */
const PAGE =
	/^https:\/\/fal\.ai\/models\/(fal-ai\/[^?#]*?)(?:\/(?:api|playground|examples))?\/?(?:[?#].*)?$/;

const endpoint = field(
	z
		.string()
		.transform((path) => path.trim().replace(PAGE, '$1').replace(/^\/+/, ''))
		.pipe(z.string().regex(PATH))
		.describe('the path of a fal endpoint, such as fal-ai/nano-banana'),
	{
		displayName: 'Endpoint',
		name: 'endpoint',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. fal-ai/nano-banana',
		description: 'Path of the endpoint on the relay, or the address of its page on fal.ai',
	},
);

const objectFromText = (value: unknown) => {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
};

/** What is wrong with a text that is no JSON, in the words of the engine. */
const syntaxError = (value: unknown) => {
	try {
		if (typeof value === 'string') JSON.parse(value);
		return undefined;
	} catch (error) {
		return asError(error).message;
	}
};

const bodyType = z
	.preprocess(objectFromText, z.record(z.string(), z.json()))
	.describe('a JSON object');

const body: Field<typeof bodyType> = {
	...field(bodyType, {
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{\n  "prompt": ""\n}',
		required: true,
		description:
			"What the endpoint takes, as JSON. It is sent as it is, and checked by fal's model.",
	}),
	ruleFor: (value) => {
		const problem = syntaxError(value);
		return problem === undefined ? undefined : `a JSON object (${problem})`;
	},
};

/** Running any other fal endpoint of the relay. */
export const runEndpoint: Operation = {
	resource: 'endpoint',
	operation: 'run',
	displayName: 'Run',
	action: 'Run another fal endpoint',
	description: 'Run a model that the node has no fields for',
	form: defineForm('additionalFields', { endpoint, body }, {}),
	settings: runSettings,
	task: (values) => ({
		kind: 'generate',
		endpoint: values.endpoint as string,
		body: values.body as IDataObject,
		makesFiles: false,
	}),
};
