import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { Ledger, type LedgerStore } from '../queue/ledger';
import type { Task } from '../queue/runner';
import { sideBySide } from '../queue/sideBySide';
import { runBatch } from './batch';
import { failedItem } from './failedItem';
import {
	canceledError,
	inputError,
	tooManyImagesError,
	unexpectedError,
	type NodeError,
} from './nodeError';
import { isUsable, prepare, type PreparedRequest, type Refused } from './prepare';
import type { Outcome } from './runRequest';
import { readAccess, type Access } from './send';
import { isTool } from './tool';

/** How many items' files are looked at side by side, before anything is submitted. */
const READ_AT_ONCE = 10;

/**
 * Runs the node: reads and checks every item, submits them side by side, waits, and emits in the
 * order of the input. Where the workflow does not continue on errors, nothing is submitted if one
 * item is bad, and nothing more is submitted once a request has failed. What a further try must
 * not pay for again is kept in the node's context until every item has succeeded.
 *
 * @throws {NodeOperationError} for input or a credential that cannot be used
 * @throws {NodeApiError} for a request that did not succeed
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const prepared = await prepareAll(context);
	if (!context.continueOnFail()) throwIfRefused(context, prepared);
	const tooMany = tooManyImages(context, prepared);
	if (tooMany) return refuseAll(context, tooMany);
	const access = await accessOrError(context);
	if (access instanceof Error) return refuseAll(context, access);

	const store = context.getContext('node') as LedgerStore;
	const ledger = new Ledger(store, runOf(context));
	let hasSucceeded = false;
	let outcomes: Outcome[];
	try {
		outcomes = await runBatch(context, prepared, ledger, access);
		hasSucceeded = outcomes.every((outcome) => !('error' in outcome));
	} finally {
		ledger.end(hasSucceeded);
	}
	return [
		outcomes.flatMap((outcome, itemIndex) =>
			'error' in outcome ? [failedItem(context, itemIndex, outcome)] : outcome,
		),
	];
}

/** Reads all items, until the run is stopped. */
async function prepareAll(context: IExecuteFunctions): Promise<(PreparedRequest | Refused)[]> {
	const prepared: (PreparedRequest | Refused)[] = [];
	const indices = [...context.getInputData().keys()];
	const stop = context.getExecutionCancelSignal();
	await sideBySide(indices, READ_AT_ONCE, async (itemIndex) => {
		if (!stop?.aborted) prepared[itemIndex] = await prepare(context, itemIndex);
	});
	if (stop?.aborted) throw canceledError(context);
	return prepared;
}

/**
 * What tells the tries of one run from another run. n8n counts a tool's tries as runs, and calls it
 * side by side: there, equal requests that have not succeeded belong together.
 */
function runOf(context: IExecuteFunctions): string {
	return isTool(context) ? 'tool' : String(context.getWorkflowDataProxy(0).$runIndex);
}

function throwIfRefused(context: IExecuteFunctions, prepared: (PreparedRequest | Refused)[]): void {
	const [first, ...others] = prepared.flatMap((item, itemIndex) =>
		'problems' in item ? [{ itemIndex, problems: item.problems }] : [],
	);
	if (!first) return;
	const otherItems = others.map(({ itemIndex }) => itemIndex);
	throw inputError(context, first.itemIndex, first.problems, otherItems);
}

/**
 * Ends a run that cannot begin. Where the workflow continues on errors, an error thrown would let all
 * items pass as if they had succeeded: n8n emits the input then.
 */
function refuseAll(context: IExecuteFunctions, error: NodeError): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw error;
	return [context.getInputData().map((_, itemIndex) => failedItem(context, itemIndex, { error }))];
}

async function accessOrError(context: IExecuteFunctions): Promise<Access | NodeError> {
	try {
		return await readAccess(context);
	} catch (error) {
		return error instanceof NodeOperationError ? error : unexpectedError(context, 0, error);
	}
}

function tooManyImages(
	context: IExecuteFunctions,
	prepared: (PreparedRequest | Refused)[],
): NodeError | undefined {
	const requests = prepared.filter(isUsable);
	const maxImages = requests[0]?.maxImages ?? 0;
	const images = requests.reduce((sum, { order }) => sum + imagesOf(order.task), 0);
	const isTooMany = maxImages > 0 && images > maxImages;
	return isTooMany ? tooManyImagesError(context, images, maxImages) : undefined;
}

function imagesOf(task: Task): number {
	if (task.does !== 'generate') return 0;
	const count = Number(task.body.num_images ?? 1);
	return Number.isFinite(count) && count >= 1 ? count : 1;
}
