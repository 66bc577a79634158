import type { IExecuteFunctions } from 'n8n-workflow';

import { systemClock } from '../pace/clock';
import { Load } from '../pace/load';
import { memoryOf } from '../pace/memory';
import { Schedules } from '../pace/schedules';
import { sideBySide } from '../pace/sideBySide';
import type { Ledger } from '../queue/ledger';
import { Queue } from '../queue/queue';
import { newRunState } from '../queue/runState';
import { Relay } from '../relay/relay';
import type { Access } from './access';
import { Account } from './account';
import { Downloads } from './downloads';
import { RunSummary } from './hints';
import { errorOf, finishItem, runRequest, type ItemEnd } from './item';
import { logOf } from './log';
import { inputError, type NodeError } from './nodeError';
import { isUsable, type InvalidItem, type PreparedItem } from './prepare';
import { Progress } from './progress';
import { createSend } from './send';

/**
 * Runs the requests of all items side by side.
 *
 * @param continuesOnFail whether a request that failed leaves the others alone; otherwise nothing more
 * is submitted then
 * @param runOver is to be aborted when this has ended, so that nothing listens to the execution any more
 * @returns what became of each item so far, in the order of the items, and whether the user has stopped
 * @throws {NodeError} the error that has ended the run
 */
export async function runBatch(
	context: IExecuteFunctions,
	prepared: (PreparedItem | InvalidItem)[],
	ledger: Ledger,
	access: Access,
	continuesOnFail: boolean,
	runOver: AbortSignal,
): Promise<{ ends: ItemEnd[]; isStopped: boolean }> {
	const failure = new AbortController();
	const execution = context.getExecutionCancelSignal();
	const clock = systemClock(execution, failure.signal, runOver);
	const items = prepared.filter(isUsable);
	const concurrency = items[0]?.concurrency ?? 1;
	const load = new Load(items.length, concurrency);
	const send = createSend(context, access);
	const schedules = new Schedules({ memory: memoryOf(access.baseUrl) });
	const shared = newRunState(new Relay(send), clock, { load, schedules });
	const account = new Account(send);
	const queue = new Queue(shared, ledger, access.baseUrl, logOf(context));
	const stop = AbortSignal.any([failure.signal, ...(execution ? [execution] : [])]);
	const downloads = new Downloads(context, clock, stop, concurrency);
	const unusable = prepared.length - items.length;
	const progress = new Progress(prepared.length, unusable, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const ends: ItemEnd[] = prepared.map((item, itemIndex) =>
		isUsable(item) ? [] : { error: inputError(context, itemIndex, item) },
	);
	const summary = new RunSummary();
	const finishing: Promise<void>[] = [];
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
	const running = sideBySide(items, concurrency, async (item) => {
		await guarded(item, async () => {
			const startMs = clock.now();
			const requestEnd = await runRequest(context, queue, account, item);
			load.end();
			if (!clock.stopped) summary.add(item, requestEnd, clock.now() - startMs);
			// What it made is downloaded beside the next request
			const finished = guarded(item, async () => {
				end(item, await finishItem(context, downloads, item, requestEnd));
			});
			if (item.binaryField === undefined) await finished;
			else finishing.push(finished);
		});
	});
	const work = running.then(async () => await Promise.all(finishing));
	await clock.untilStopped(work, (reason) => (reason.by === 'user' ? 0 : Infinity));
	if (clock.stopped?.by === 'user') return { ends, isStopped: true };
	if (failure.signal.aborted) throw withOthers(failure.signal.reason as NodeError, ledger);
	summary.tell(context, ends, shared.limiter.limits, ledger.unclaimed());
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
