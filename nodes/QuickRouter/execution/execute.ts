import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputFiles } from '../files/inputFiles';
import { breather } from '../pace/breather';
import { sideBySide } from '../pace/sideBySide';
import { Ledger } from '../queue/ledger';
import type { LedgerStore } from '../queue/storedLedger';
import { isLocal } from '../shared/webUrl';
import { readAccess } from './access';
import { runBatch } from './batch';
import { addHint } from './hints';
import { failedItem, type ItemEnd } from './item';
import { tooManyFiles } from './maxFiles';
import { canceledError, inputError, type NodeError } from './nodeError';
import {
	isUsable,
	prepare,
	type InvalidItem,
	type PreparedItem,
	type Surroundings,
} from './prepare';
import { endStopped } from './stopped';
import { callOf, isTool, runOf } from './tool';

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
	// What an agent's tool throws, the agent does not hear
	const continuesOnFail = context.continueOnFail() || isTool(context);
	const access = await readAccess(context);
	const prepared = await prepareAll(context, {
		files: new InputFiles(context),
		isLocal: 'error' in access || isLocal(new URL(access.baseUrl)),
	});
	if (!continuesOnFail) throwIfInvalid(context, prepared);
	const tooMany = tooManyFiles(context, prepared.filter(isUsable));
	if (tooMany) return failAll(context, prepared, tooMany, continuesOnFail);
	// An agent cannot do anything about a credential, so a tool throws, too
	if ('error' in access) return failAll(context, prepared, access.error, context.continueOnFail());

	const store = context.getContext('node') as LedgerStore;
	const ledger = new Ledger(store, runOf(context), callOf(context));
	const runOver = new AbortController();
	let ends: ItemEnd[] = [];
	let isOver = false;
	try {
		const run = await runBatch(context, prepared, {
			...{ access, ledger, continuesOnFail },
			runOver: runOver.signal,
		});
		if (run.isStopped) return [endStopped(context, run.ends, ledger.spending())];
		ends = run.ends;
		isOver = true;
	} finally {
		const delivered = [...ends.keys()].filter((index) => !('error' in (ends[index] ?? [])));
		ledger.end(isOver && delivered.length === ends.length, new Set(delivered));
		runOver.abort();
	}
	return [
		ends.flatMap((end, itemIndex) =>
			'error' in end ? [failedItem(context, itemIndex, end)] : end,
		),
	];
}

/** Reads all items, until the run is stopped. */
async function prepareAll(
	context: IExecuteFunctions,
	surroundings: Surroundings,
): Promise<(PreparedItem | InvalidItem)[]> {
	const prepared: (PreparedItem | InvalidItem)[] = [];
	const indices = [...context.getInputData().keys()];
	const stop = context.getExecutionCancelSignal();
	const breathe = breather();
	await sideBySide(indices, READ_AT_ONCE, async (itemIndex) => {
		await breathe();
		if (!stop?.aborted) prepared[itemIndex] = await prepare(context, itemIndex, surroundings);
	});
	if (stop?.aborted) throw canceledError(context);
	return prepared;
}

function throwIfInvalid(
	context: IExecuteFunctions,
	prepared: (PreparedItem | InvalidItem)[],
): void {
	const [first, ...others] = prepared.flatMap((item, itemIndex) =>
		'problems' in item ? [{ itemIndex, item }] : [],
	);
	if (!first) return;
	const otherItems = others.map(({ itemIndex }) => itemIndex);
	throw inputError(context, first.itemIndex, first.item, otherItems);
}

/**
 * Ends a run that cannot begin. Where the workflow continues on errors, an error thrown would let all
 * items pass as if they had succeeded: n8n emits the input then.
 */
function failAll(
	context: IExecuteFunctions,
	prepared: (PreparedItem | InvalidItem)[],
	error: NodeError,
	continuesOnFail: boolean,
): INodeExecutionData[][] {
	if (!continuesOnFail) throw error;
	addHint(context, `No item was run: ${error.message.replace(/\.$/, '')}.`);
	return [
		prepared.map((item, itemIndex) => {
			const own = isUsable(item) ? error : inputError(context, itemIndex, item);
			return failedItem(context, itemIndex, { error: own });
		}),
	];
}
