import type { IExecuteFunctions } from 'n8n-workflow';

import type { FinishedRequest, RunningRequest } from '../output/json';
import type { Generation } from '../queue/generation';
import { runQueueRequest, type QueueRequest } from '../queue/request';
import { RequestError } from '../queue/requestError';
import type { Run } from '../queue/run';
import { toNodeApiError, unexpectedError, type ItemError } from './nodeError';
import type { PreparedItem } from './prepare';

/** What became of an item's request. */
export type RequestEnd = FinishedRequest | RunningRequest | ItemError;

/** Runs the request of an item. Never throws. */
export async function runRequest(
	context: IExecuteFunctions,
	run: Run,
	generation: Generation,
	item: PreparedItem,
): Promise<RequestEnd> {
	try {
		const { result, ...submitted } = await runQueueRequest(run, generation, item.request);
		const { requestId } = submitted;
		const { endpoint, prompt } = askedBy(item.request);
		return result ? { endpoint, requestId, prompt, result } : { endpoint, ...submitted };
	} catch (error) {
		return itemError(context, item, error);
	}
}

/** The error of an item, for the editor. */
export function itemError(
	context: IExecuteFunctions,
	{ operation, itemIndex }: PreparedItem,
	error: unknown,
): ItemError {
	return error instanceof RequestError
		? { error: toNodeApiError(context, itemIndex, operation.form, error), about: error.about }
		: { error: unexpectedError(context, itemIndex, error) };
}

function askedBy(request: QueueRequest): { endpoint?: string; prompt?: string } {
	if (request.kind !== 'generate') return {};
	const { prompt } = request.body;
	return {
		endpoint: request.endpoint,
		prompt: typeof prompt === 'string' ? prompt : undefined,
	};
}
