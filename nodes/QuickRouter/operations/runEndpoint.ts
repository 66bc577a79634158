import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { field } from '../form/field';
import { defineForm } from '../form/form';
import { asError } from '../shared/values';
import { askedOfAnyModel } from './askedBy';
import { bodyFiles, withBodyFiles } from './bodyFiles';
import { endpoint } from './endpointPath';
import { defineOperation } from './operation';
import { endpointOptions } from './options';

/** The value of a text in JSON, or what is wrong with it, in the words of the engine. */
const readJson = (given: unknown): { value: unknown; problem?: string } => {
	try {
		// An object of an expression may hold what JSON does not have, such as undefined
		const text = typeof given === 'string' ? given : JSON.stringify(given);
		return { value: JSON.parse(text) as unknown };
	} catch (error) {
		return { value: given, problem: asError(error).message };
	}
};

const bodySchema = z
	.preprocess((given) => readJson(given).value, z.record(z.string(), z.json()))
	.describe('a JSON object');

const body = {
	...field(bodySchema, {
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{\n  "prompt": ""\n}',
		required: true,
		description: "Input for the model, as JSON. See the model's page on fal.ai for its fields.",
	}),
	ruleFor: (value: unknown) => {
		const { problem } = readJson(value);
		if (problem === undefined) return undefined;
		return `a JSON object, with text from expressions inserted as {{ JSON.stringify($json.text) }} (${problem})`;
	},
};

/** Running any other fal endpoint of QuickRouter. */
export const runEndpoint = defineOperation({
	resource: 'endpoint',
	operation: 'run',
	displayName: 'Run',
	action: 'Run another fal model',
	description: 'Run a model that has no operation of its own',
	form: defineForm('additionalFields', { endpoint, body, input_files: bodyFiles }, {}),
	options: endpointOptions,
	task: ({ endpoint: path, body: given, input_files: files }) => {
		const filled = withBodyFiles(given as IDataObject, files);
		if ('problems' in filled) return filled;
		return {
			verb: 'submit',
			endpoint: path,
			body: filled.body,
			asked: askedOfAnyModel(filled.body),
			makesFiles: false,
		};
	},
});
