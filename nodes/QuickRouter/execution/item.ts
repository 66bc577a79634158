import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { AccountTask, SubmitTask, Task } from '../operations/operation';
import {
	factsJson,
	finishedJson,
	runningJson,
	type FinishedRequest,
	type RunningRequest,
} from '../output/json';
import { RequestError } from '../queue/causes';
import type { Queue } from '../queue/queue';
import type { Outcome } from '../queue/request';
import type { Account } from './account';
import type { Downloads } from './downloads';
import { requestError, unexpectedError, type ItemError } from './nodeError';
import type { PreparedItem } from './prepare';
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
	queue: Queue,
	account: Account,
	item: PreparedItem,
): Promise<RequestEnd> {
	const { task, request } = item;
	try {
		if (task.verb === 'usage' || task.verb === 'prices') {
			return { account: await account.itemsFor(task) };
		}
		const { result, isOtherBody, ...accepted } = await ask(queue, task, request);
		const { requestId } = accepted;
		const { endpoint, asked } = submittedBy(item);
		if (!result) return { endpoint, ...accepted, isOtherBody };
		// What an earlier try asked for may have been something else
		return { endpoint, requestId, asked: isOtherBody ? undefined : asked, result, isOtherBody };
	} catch (error) {
		return errorOf(context, item, error);
	}
}

async function ask(
	queue: Queue,
	task: Exclude<Task, AccountTask>,
	request: PreparedItem['request'],
): Promise<Outcome> {
	switch (task.verb) {
		case 'submit':
			return await queue.submit({ ...request, endpoint: task.endpoint });
		case 'result':
			return await queue.result(task.requestId, request);
		case 'cancel':
			return await queue.cancel(task.requestId);
	}
}

function submittedBy({ task }: PreparedItem): Partial<SubmitTask> {
	return task.verb === 'submit' ? task : {};
}

/** Makes the output items of what a request came to; downloads its files if wanted. Never throws. */
export async function finishItem(
	context: IExecuteFunctions,
	downloads: Downloads,
	item: PreparedItem,
	end: RequestEnd,
): Promise<ItemEnd> {
	if ('error' in end) return end;
	const pairedItem = { item: item.itemIndex };
	if ('account' in end) return end.account.map((json) => ({ json, pairedItem }));
	if (!('result' in end)) return [{ json: runningJson(end), pairedItem }];
	try {
		const json = finishedJson(end, item.output);
		const binary = item.binaryField
			? binariesOf(await downloads.of(end, item.request.timeoutMs), item.binaryField, item)
			: [];
		return json.map((one, index) => ({ json: one, pairedItem, binary: binary[index] }));
	} catch (error) {
		return errorOf(context, item, error);
	}
}

/** The files of each output item, by their fields. */
function binariesOf(
	files: IBinaryData[],
	field: string,
	{ output }: PreparedItem,
): IBinaryKeyData[] {
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
