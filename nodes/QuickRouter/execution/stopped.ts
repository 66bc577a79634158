import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Entry } from '../queue/storedLedger';
import type { ItemEnd } from './item';
import { canceledError, type NodeError } from './nodeError';
import { isTool } from './tool';

/** n8n keeps ten values of custom data in an execution, of 512 characters each. */
const MOST_CUSTOM_DATA = 5;
const LONGEST_CUSTOM_DATA = 512;
const MOST_IDS_NAMED = 20;

/**
 * Ends a run that the user, or the workflow's timeout, has stopped. It must not wait for anything:
 * n8n stores what a node has put out at that moment, and nothing that comes later (docs/decisions.md).
 *
 * - In the editor, items are shown: those that are finished, then one with the ids of the rest.
 * - Elsewhere an error with all ids, since no item comes out: a retry after a workflow's timeout then
 *   runs the node again, which gets what is paid for, while n8n would take items for all there is.
 *
 * @param spent what is paid for, or may still finish
 * @throws {NodeError} outside of the editor, or where nothing is finished
 */
export function endStopped(
	context: IExecuteFunctions,
	ends: (ItemEnd | undefined)[],
	spent: Entry[],
): INodeExecutionData[] {
	const isShown = context.getMode() === 'manual' && !isTool(context);
	const unfinished = isShown ? spent.filter(({ item }) => !isFinished(ends[item])) : spent;
	const ids = idsOf(unfinished);
	noteInExecution(context, idsOf(spent));
	const left = wordsFor(ids, unfinished.length);
	const finished = ends.flatMap((end) => (isFinished(end) ? end : []));
	if (!isShown || finished.length + unfinished.length === 0) throw stopError(context, ids, left);
	if (unfinished.length === 0) return finished;
	const pairedItem = unfinished.map(({ item }) => ({ item }));
	const message = `The execution was stopped. ${left}`;
	return [...finished, { json: { message, requestIds: ids }, pairedItem }];
}

function idsOf(entries: Entry[]): string[] {
	return [...new Set(entries.flatMap(({ requestId }) => requestId ?? []))];
}

function isFinished(end: ItemEnd | undefined): end is INodeExecutionData[] {
	return end !== undefined && !('error' in end) && end.length > 0;
}

function stopError(context: IExecuteFunctions, ids: string[], left: string): NodeError {
	const error = canceledError(context);
	if (left === '') return error;
	error.description = left;
	if (ids.length === 0) return error;
	const named = ids.slice(0, MOST_IDS_NAMED).join(', ');
	const more = ids.length - MOST_IDS_NAMED;
	const others = more > 0 ? ` and ${more} more (see n8n's log)` : '';
	error.description += ` Request IDs: ${named}${others}`;
	return error;
}

function wordsFor({ length }: string[], requests: number): string {
	const unclear = requests - length;
	const known = length === 1 ? '1 request is' : `${length} requests are`;
	const sent = unclear === 1 ? '1 request was' : `${unclear} requests were`;
	return [
		length > 0 ? `${known} paid for or may still finish and be charged: use Get Result.` : '',
		unclear > 0 ? `${sent} being sent and may have been accepted and charged.` : '',
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}

/** The one place where n8n keeps something of a stopped execution: its custom data, since 2.x. */
function noteInExecution(context: IExecuteFunctions, ids: string[]): void {
	const { customData } = context as Partial<Pick<IExecuteFunctions, 'customData'>>;
	const values: string[] = [];
	for (const id of ids) {
		const joined = [values.at(-1), id].filter((part) => part !== undefined).join(', ');
		if (values.length > 0 && joined.length <= LONGEST_CUSTOM_DATA)
			values[values.length - 1] = joined;
		else values.push(id);
	}
	for (const [index, value] of values.slice(0, MOST_CUSTOM_DATA).entries()) {
		customData?.set(`quickRouterRequests${index + 1}`, value);
	}
}
