import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { asError } from '../shared/asError';
import { field } from '../form/field';
import { defineForm } from '../form/form';
import { askedOfAnyModel } from './asked';
import { defineOperation } from './operation';
import { endpointOptions } from './options';

/** Plain segments only: nothing that leaves the path, as typed or when decoded. */
const PATH = /^fal-ai(\/(?!\.+(\/|$))[\w.-]+)+$/;

/** The address of a model's page on fal.ai, as a person may paste it. */
const PAGE =
	/^https:\/\/fal\.ai\/models\/(fal-ai\/[^?#]*?)(?:\/(?:api|playground|examples))?\/?(?:[?#].*)?$/;

export const endpoint = field(
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
		description: 'Model path, such as fal-ai/nano-banana, or the URL of its page on fal.ai',
	},
);

/** The value of a text in JSON, or what is wrong with it, in the words of the engine. */
const readJson = (given: unknown): { value: unknown; problem?: string } => {
	try {
		return { value: typeof given === 'string' ? JSON.parse(given) : given };
	} catch (error) {
		return { value: given, problem: asError(error).message };
	}
};

const bodyType = z
	.preprocess((given) => readJson(given).value, z.record(z.string(), z.json()))
	.describe('a JSON object');

const body = {
	...field(bodyType, {
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{\n  "prompt": ""\n}',
		required: true,
		description: "Input for the model, as JSON. See the model's page on fal.ai for its fields.",
	}),
	ruleFor: (value: unknown) => {
		const { problem } = readJson(value);
		return problem === undefined ? undefined : `a JSON object (${problem})`;
	},
};

/** Running any other fal endpoint of QuickRouter. */
export const runEndpoint = defineOperation({
	resource: 'endpoint',
	operation: 'run',
	displayName: 'Run',
	action: 'Run another fal model',
	description: 'Run a model that has no operation of its own here',
	form: defineForm('additionalFields', { endpoint, body }, {}),
	options: endpointOptions,
	task: ({ endpoint: path, body: given }) => ({
		verb: 'submit',
		endpoint: path,
		body: given as IDataObject,
		asked: askedOfAnyModel(given as IDataObject),
		makesFiles: false,
	}),
});
