import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { AccountTask } from '../operations/operation';
import {
	factsJson,
	finishedJson,
	runningJson,
	type FinishedRequest,
	type OutputMode,
	type RunningRequest,
} from '../output/items';
import { RequestError } from '../queue/causes';
import type { Queue } from '../queue/queue';
import type { Outcome } from '../queue/request';
import { requestError, unexpectedError, type ItemError } from './nodeError';
import type { ItemRequest, PreparedItem } from './prepare';
import type { Run } from './run';
import { isTool } from './tool';

/** What an item's request came to. */
export type RequestEnd =
	| ((FinishedRequest | RunningRequest) & { isOtherBody?: boolean })
	/** What was asked about the account, as items. */
	| { account: IDataObject[] }
	| ItemError;

/** What became of an item: its output items, or its error. */
export type ItemEnd = INodeExecutionData[] | ItemError;

/** Runs the request of an item. Never throws. */
export async function runRequest(
	context: IExecuteFunctions,
	{ queue, account }: Run,
	item: PreparedItem,
): Promise<RequestEnd> {
	const { request, submits } = item;
	try {
		if (request.verb === 'usage' || request.verb === 'prices') {
			return { account: await account.itemsFor(request) };
		}
		const { result, isOtherBody, ...accepted } = await ask(queue, request);
		const { requestId } = accepted;
		const endpoint = submits?.endpoint;
		if (!result) return { endpoint, ...accepted, isOtherBody };
		// What an earlier try asked for may have been something else
		const asked = isOtherBody ? undefined : submits?.asked;
		return { endpoint, requestId, asked, result, isOtherBody };
	} catch (error) {
		return errorOf(context, item, error);
	}
}

async function ask(queue: Queue, request: Exclude<ItemRequest, AccountTask>): Promise<Outcome> {
	switch (request.verb) {
		case 'submit':
			return await queue.submit(request);
		case 'result':
			return await queue.result(request.requestId, request);
		case 'cancel':
			return await queue.cancel(request.requestId);
	}
}

/** Makes the output items of what a request came to; downloads its files if wanted. Never throws. */
export async function finishItem(
	context: IExecuteFunctions,
	{ downloads }: Run,
	item: PreparedItem,
	end: RequestEnd,
): Promise<ItemEnd> {
	if ('error' in end) return end;
	const { output, download } = item;
	const pairedItem = { item: item.itemIndex };
	if ('account' in end) return end.account.map((json) => ({ json, pairedItem }));
	if (!('result' in end)) return [{ json: runningJson(end), pairedItem }];
	try {
		const json = finishedJson(end, output);
		const files = download ? await downloads.of(end, download.timeoutMs) : [];
		const binary = download ? binariesOf(files, download.binaryField, output) : [];
		return json.map((one, index) => ({ json: one, pairedItem, binary: binary[index] }));
	} catch (error) {
		return errorOf(context, item, error);
	}
}

/** The files of each output item, by their fields. */
function binariesOf(files: IBinaryData[], field: string, output: OutputMode): IBinaryKeyData[] {
	if (output === 'file') return files.map((file) => ({ [field]: file }));
	const named = files.map((file, index) => [index ? `${field}_${index}` : field, file] as const);
	return [Object.fromEntries(named)];
}

/** The error of an item, for the editor. */
export function errorOf(
	context: IExecuteFunctions,
	{ operation, itemIndex }: PreparedItem,
	error: unknown,
): ItemError {
	return error instanceof RequestError
		? { error: requestError(context, itemIndex, operation.form, error), facts: error.facts }
		: { error: unexpectedError(context, itemIndex, error) };
}

/**
 * The output item of an item that failed while the workflow goes on, or of an agent's call. All that
 * is known stands in `json.error` alone: n8n routes an item to the error output by that. An agent is
 * told one text: n8n drops what else an error says.
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ error: { message, description }, facts }: ItemError,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	if (isTool(context)) {
		const happened = message.replace(/ \[item \d+\]$/, '');
		const requestId = facts?.requestId ?? null;
		return { json: { error: `${happened}. ${description ?? ''}`.trim(), requestId }, pairedItem };
	}
	const error: IDataObject = { message, description, ...(facts && factsJson(facts)) };
	return { json: { error }, pairedItem };
}
