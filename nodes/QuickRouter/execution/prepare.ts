import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Endpoint } from '../endpoints/endpoint';
import { endpoints } from '../endpoints';
import { readForm } from '../form/readForm';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_S, settings } from '../settings';
import type { OutputMode } from '../output/json';
import { inputError, type ItemError } from './nodeError';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedRequest {
	endpoint: Endpoint;
	body: IDataObject;
	waitForCompletion: boolean;
	output: OutputMode;
	timeoutMs: number;
	concurrency: number;
}

export type Prepared = PreparedRequest | ItemError;

/** Reads and checks the parameters of an item. Sends nothing. */
export function prepare(context: IExecuteFunctions, itemIndex: number): Prepared {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null) ?? undefined;
	const operation = parameter('operation');
	const endpoint = endpoints.find((known) => known.operation === operation);
	const refuse = (problems: [string, ...string[]]) => ({
		error: inputError(context.getNode(), itemIndex, problems),
	});
	if (!endpoint)
		return refuse([
			`'Operation' must be one of those in the list, but is ${JSON.stringify(operation)}`,
		]);

	const body = readForm(endpoint.form, parameter);
	const run = readForm(settings, parameter);
	const [first, ...others] = [body, run].flatMap((read) =>
		'problems' in read ? read.problems : [],
	);
	if ('problems' in body || 'problems' in run) return refuse([first ?? '', ...others]);

	const { waitForCompletion, output = 'image', concurrency, timeout } = run.values;
	return {
		endpoint,
		body: body.values as IDataObject,
		waitForCompletion,
		output,
		concurrency: concurrency ?? DEFAULT_CONCURRENCY,
		timeoutMs: (timeout ?? DEFAULT_TIMEOUT_S) * 1000,
	};
}
