import type { IExecuteFunctions } from 'n8n-workflow';

import { sideBySide } from '../pace/sideBySide';
import type { Ledger } from '../queue/ledger';
import type { Access } from './access';
import { RunSummary } from './hints';
import { errorOf, finishItem, runRequest, type ItemEnd } from './item';
import { inputError, type NodeError } from './nodeError';
import { isUsable, type InvalidItem, type PreparedItem } from './prepare';
import { Progress } from './progress';
import { createRun } from './run';

/** What holds for all items of a run. */
interface About {
	access: Access;
	ledger: Ledger;
	/**
	 * Whether a request that failed leaves the others alone; otherwise nothing more is submitted then.
	 */
	continuesOnFail: boolean;
	/** To be aborted when the run has ended, so that nothing listens to the execution any more. */
	runOver: AbortSignal;
}

/**
 * Runs the requests of all items side by side.
 *
 * @returns what became of each item so far, in the order of the items, and whether the user has stopped
 * @throws {NodeError} the error that has ended the run
 */
export async function runBatch(
	context: IExecuteFunctions,
	prepared: (PreparedItem | InvalidItem)[],
	{ access, ledger, continuesOnFail, runOver }: About,
): Promise<{ ends: ItemEnd[]; isStopped: boolean }> {
	const items = prepared.filter(isUsable);
	const concurrency = items[0]?.concurrency ?? 1;
	const failure = new AbortController();
	const extent = { items: items.length, concurrency, failure: failure.signal, runOver };
	const run = createRun(context, access, ledger, extent);
	const { clock, load, limiter } = run.state;
	const unusable = prepared.length - items.length;
	const progress = new Progress(prepared.length, unusable, concurrency, (message) => {
		context.sendMessageToUI(message);
	});
	const summary = new RunSummary();
	const ends: ItemEnd[] = prepared.map((item, itemIndex) =>
		isUsable(item) ? [] : { error: inputError(context, itemIndex, item) },
	);
	const end = (item: PreparedItem, ended: ItemEnd) => {
		ends[item.itemIndex] = ended;
		if (clock.stopped) return;
		progress.ended();
		if ('error' in ended && !continuesOnFail) failure.abort(ended.error);
	};
	// Whatever is thrown is the end of its item: the others are at work
	const guarded = async (item: PreparedItem, work: () => Promise<void>) => {
		try {
			await work();
		} catch (error) {
			end(item, errorOf(context, item, error));
		}
	};
	const finishing: Promise<void>[] = [];
	const requesting = sideBySide(items, concurrency, async (item) => {
		await guarded(item, async () => {
			const startMs = clock.now();
			const requestEnd = await runRequest(context, run, item);
			load.end();
			if (!clock.stopped) summary.add(item, requestEnd, clock.now() - startMs);
			// What it made is downloaded beside the next request
			const finished = guarded(item, async () => {
				end(item, await finishItem(context, run, item, requestEnd));
			});
			if (item.download) finishing.push(finished);
			else await finished;
		});
	});
	const work = requesting.then(async () => await Promise.all(finishing));
	await clock.untilStopped(work, (reason) => (reason.by === 'user' ? 0 : Infinity));
	if (clock.stopped?.by === 'user') return { ends, isStopped: true };
	if (failure.signal.aborted) throw withOthers(failure.signal.reason as NodeError, ledger);
	summary.tell(context, ends, limiter.limits, ledger.unclaimed());
	return { ends, isStopped: false };
}

/** The error that has ended a run, with what becomes of the requests of other items. */
function withOthers(error: NodeError, ledger: Ledger): NodeError {
	const others = ledger.fetchable().filter(({ item }) => item !== error.context.itemIndex).length;
	if (others === 0) return error;
	const [requests, them] =
		others === 1 ? ['Another request is', 'it'] : [`${others} other requests are`, 'them'];
	error.description = `${error.description ?? ''} ${requests} paid for or running. Retry in the list of executions gets ${them}; a new run would pay again.`;
	return error;
}
