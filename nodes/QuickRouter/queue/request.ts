import type { IDataObject } from 'n8n-workflow';

import { cancelRequest } from './cancel';
import type { Generation } from './generation';
import type { Run } from './run';
import type { Submitted } from './submit';
import { waitForResult } from './wait';

/** What is to be generated. `endpoint` is a path such as fal-ai/flux-1/dev. */
export interface GenerateTask {
	kind: 'generate';
	endpoint: string;
	body: IDataObject;
	/** Whether an answer without a file is no result of it. */
	makesFiles: boolean;
}

interface GetResultTask {
	kind: 'getResult';
	requestId: string;
}

interface CancelTask {
	kind: 'cancel';
	requestId: string;
}

/** What is asked for, checked. */
export type Task = GenerateTask | GetResultTask | CancelTask;

/** How a result is waited for. */
export interface Waiting {
	waitForCompletion: boolean;
	timeoutMs: number;
	/** Whether the relay's answer itself is wanted, and must be asked for again in a further try. */
	wantsRaw: boolean;
}

/** What is to be generated, and how. */
export interface GenerateRequest extends GenerateTask, Waiting {
	itemIndex: number;
	/** Gives the body as it is sent; what is large in it is held no longer than that takes. */
	readBody: () => Promise<IDataObject>;
	onTimeout: 'error' | 'returnRequest';
	/** Whether to submit again what may have been accepted, and paid for, in an earlier try. */
	resubmitUnclear: boolean;
}

/** What is asked of the queue for an item; a result is fetched or waited for by its id. */
export type QueueRequest = GenerateRequest | (GetResultTask & Waiting) | CancelTask;

/**
 * Does what is asked for: generates, or sees to a request that was submitted earlier.
 *
 * @throws {RequestError} where there is no result
 */
export async function runQueueRequest(
	run: Run,
	generation: Generation,
	request: QueueRequest,
): Promise<Submitted> {
	switch (request.kind) {
		case 'generate':
			return await generation.generate(request);
		case 'getResult':
			return await getResult(run, request);
		case 'cancel': {
			const { requestId } = request;
			return { requestId, status: await cancelRequest(run, requestId) };
		}
	}
}

/** Asks for a result: once, or until it is there. */
async function getResult(
	run: Run,
	{ requestId, waitForCompletion, timeoutMs, wantsRaw }: GetResultTask & Waiting,
): Promise<Submitted> {
	const deadlineMs = run.clock.now() + timeoutMs;
	const accepted = { requestId, isOld: true, isFetched: true, pollOnce: !waitForCompletion };
	const seen = await waitForResult(
		run,
		{ ...accepted, timeoutMs, needsFile: !wantsRaw },
		deadlineMs,
	);
	return { ...seen, requestId };
}
