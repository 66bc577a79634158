import type { IExecuteFunctions } from 'n8n-workflow';

import { systemClock } from '../pace/clock';
import { Generation } from '../queue/generation';
import type { Ledger } from '../queue/ledger';
import { Load } from '../pace/load';
import { beginRun } from '../queue/run';
import { sideBySide } from '../pace/sideBySide';
import { Relay } from '../relay/relay';
import type { Access } from './access';
import { Downloads } from './downloads';
import { RunSummary } from './hints';
import { canceledError, inputError, type NodeError } from './nodeError';
import { outcomeOf, type Outcome } from './outcome';
import { isUsable, type InvalidItem, type PreparedItem } from './prepare';
import { Progress } from './progress';
import { runRequest, type RequestEnd } from './runRequest';
import { createSend } from './send';

/**
 * Runs the requests of all items side by side. Where the workflow does not continue on errors,
 * nothing more is submitted once a request has failed.
 *
 * @param runOver is to be aborted when this has ended, so that nothing listens to the execution any more
 * @returns what became of each item, in the order of the items
 * @throws {NodeError} the error that has ended the run
 */
export async function runBatch(
	context: IExecuteFunctions,
	prepared: (PreparedItem | InvalidItem)[],
	ledger: Ledger,
	access: Access,
	runOver: AbortSignal,
): Promise<Outcome[]> {
	const continuesOnFail = context.continueOnFail();
	const failure = new AbortController();
	const execution = context.getExecutionCancelSignal();
	const clock = systemClock(execution, failure.signal, runOver);
	const items = prepared.filter(isUsable);
	const concurrency = items[0]?.concurrency ?? 1;
	const load = new Load(items.length, concurrency);
	const run = beginRun(new Relay(createSend(context, access)), clock, { load });
	const generation = new Generation(run, ledger, access.baseUrl);
	const stop = AbortSignal.any([failure.signal, ...(execution ? [execution] : [])]);
	const downloads = new Downloads(context, clock, stop, concurrency);
	const unusable = prepared.length - items.length;
	const progress = new Progress(prepared.length, unusable, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const outcomes: Outcome[] = prepared.map((item, itemIndex) =>
		isUsable(item) ? [] : { error: inputError(context, itemIndex, item.problems) },
	);
	const summary = new RunSummary();
	const downloading: Promise<void>[] = [];
	const finish = async (item: PreparedItem, end: RequestEnd) => {
		const outcome = await outcomeOf(context, downloads, item, end);
		outcomes[item.itemIndex] = outcome;
		if (clock.stopped) return;
		progress.ended();
		if ('error' in outcome && !continuesOnFail) failure.abort(outcome.error);
	};
	await sideBySide(items, concurrency, async (item) => {
		const startMs = clock.now();
		const end = await runRequest(context, run, generation, item);
		load.end();
		if (!clock.stopped) summary.add(item, end, clock.now() - startMs);
		// What it made is downloaded beside the next request
		const finishing = finish(item, end);
		if (item.binaryField === undefined) await finishing;
		else downloading.push(finishing);
	});
	await Promise.all(downloading);
	if (clock.stopped?.by === 'person') throw stopError(context, outcomes);
	if (failure.signal.aborted) throw withOthers(failure.signal.reason as NodeError, ledger);
	summary.tell(context, outcomes, run.limiter.limits);
	return outcomes;
}

/** The error that has ended a run, with what becomes of the requests of other items. */
function withOthers(error: NodeError, ledger: Ledger): NodeError {
	const others = ledger.fetchable().filter((item) => item !== error.context.itemIndex).length;
	if (others === 0) return error;
	const [requests, them] =
		others === 1 ? ['Another request is', 'it'] : [`${others} other requests are`, 'them'];
	error.description = `${error.description ?? ''} ${requests} paid for, or running: Retry, in the list of executions, fetches ${them}, while a new run would pay again.`;
	return error;
}

/** The error of a run that a person has stopped: the first of those that say so. */
function stopError(context: IExecuteFunctions, outcomes: Outcome[]): NodeError {
	const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
	return errors.find(({ message }) => message.includes('canceled')) ?? canceledError(context);
}
