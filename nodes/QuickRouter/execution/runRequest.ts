import type { IBinaryKeyData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { finishedJson, runningJson, type FinishedRequest } from '../output/json';
import { RequestError } from '../queue/requestError';
import type { Runner } from '../queue/runner';
import type { Downloads } from './downloads';
import { requestError, unexpectedError, type ItemError } from './nodeError';
import type { PreparedRequest } from './prepare';

/** What became of an item: its output items, or its error. */
export type Outcome = INodeExecutionData[] | ItemError;

/**
 * Runs the request of an item. What it made is downloaded after that, so that the next request need
 * not wait for it. Neither part ever throws.
 *
 * @returns what gives the outcome
 */
export async function runRequest(
	context: IExecuteFunctions,
	runner: Runner,
	downloads: Downloads,
	request: PreparedRequest,
): Promise<() => Promise<Outcome>> {
	const { itemIndex, task } = request.order;
	try {
		const { result, ...running } = await runner.run(request.order);
		const endpoint = 'endpoint' in task ? task.endpoint : undefined;
		if (!result) {
			const items = [
				{ json: runningJson({ endpoint, ...running }), pairedItem: { item: itemIndex } },
			];
			return async () => await Promise.resolve(items);
		}
		const prompt = 'body' in task ? task.body.prompt : undefined;
		const finished: FinishedRequest = {
			endpoint,
			requestId: running.requestId,
			prompt: typeof prompt === 'string' ? prompt : undefined,
			result,
		};
		return async () => await finish(context, downloads, request, finished);
	} catch (error) {
		const failed = failure(context, request, error);
		return async () => await Promise.resolve(failed);
	}
}

async function finish(
	context: IExecuteFunctions,
	downloads: Downloads,
	request: PreparedRequest,
	finished: FinishedRequest,
): Promise<Outcome> {
	const { output, binaryField } = request;
	const pairedItem = { item: request.order.itemIndex };
	const json = finishedJson(finished, output);
	if (binaryField === undefined) return json.map((one) => ({ json: one, pairedItem }));
	try {
		const files = await downloads.of(finished, request.order.timeoutMs);
		const binaries =
			output === 'image'
				? files.map((file): IBinaryKeyData => ({ [binaryField]: file }))
				: [
						Object.fromEntries(
							files.map((file, index) => [index ? `${binaryField}_${index}` : binaryField, file]),
						),
					];
		return json.map((one, index) => ({ json: one, binary: binaries[index], pairedItem }));
	} catch (error) {
		return failure(context, request, error);
	}
}

function failure(
	context: IExecuteFunctions,
	{ operation, order: { itemIndex } }: PreparedRequest,
	error: unknown,
): ItemError {
	if (!(error instanceof RequestError)) {
		return { error: unexpectedError(context, itemIndex, error) };
	}
	return {
		error: requestError(context, itemIndex, operation.form, error),
		about: error.about,
		endsRun: error.kind === 'denied',
	};
}
