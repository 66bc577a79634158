import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { systemClock } from '../queue/clock';
import { Generation } from '../queue/generation';
import type { Ledger } from '../queue/ledger';
import { Relay } from '../queue/relay';
import { beginRun } from '../queue/run';
import { Runner } from '../queue/runner';
import { sideBySide } from '../queue/sideBySide';
import { tellAfterwards } from './hints';
import { canceledError, inputError, type ItemError, type NodeError } from './nodeError';
import { isUsable, type PreparedRequest, type Refused } from './prepare';
import { Progress } from './progress';
import { runRequest } from './runRequest';
import { createSend, type Access } from './send';

/** What became of an item: its output items, or its error. */
export type Outcome = INodeExecutionData[] | ItemError;

/**
 * Runs the requests of all items side by side. Where the workflow does not continue on errors,
 * nothing more is submitted once a request has failed.
 *
 * @returns what became of each item, in the order of the items
 * @throws {NodeError} the error that has ended the run
 */
export async function runBatch(
	context: IExecuteFunctions,
	prepared: (PreparedRequest | Refused)[],
	ledger: Ledger,
	access: Access,
): Promise<Outcome[]> {
	const goesOn = context.continueOnFail();
	const failure = new AbortController();
	const clock = systemClock(context.getExecutionCancelSignal(), failure.signal);
	const run = beginRun(new Relay(createSend(context, access)), clock);
	const runner = new Runner(run, new Generation(run, ledger, access.baseUrl));
	const requests = prepared.filter(isUsable);
	const concurrency = requests[0]?.concurrency ?? 1;
	const progress = new Progress(requests.length, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const outcomes: Outcome[] = prepared.map((item, itemIndex) =>
		isUsable(item) ? [] : { error: inputError(context, itemIndex, item.problems) },
	);
	const tookMs: number[] = [];
	await sideBySide(requests, concurrency, async (request) => {
		const startMs = clock.now();
		const outcome = await runRequest(context, runner, request);
		outcomes[request.order.itemIndex] = outcome;
		if (clock.stopped) return;
		tookMs.push(clock.now() - startMs);
		progress.ended();
		if ('error' in outcome && (!goesOn || outcome.endsRun)) failure.abort(outcome.error);
	});
	if (clock.stopped?.by === 'person') throw stopError(context, outcomes);
	if (failure.signal.aborted && !goesOn) throw failure.signal.reason;
	tellAfterwards(context, { outcomes, tookMs, limits: run.pace.limits });
	return outcomes;
}

/** The error of a run that a person has stopped: the first of those that say so. */
function stopError(context: IExecuteFunctions, outcomes: Outcome[]): NodeError {
	const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
	return errors.find(({ message }) => message.includes('canceled')) ?? canceledError(context);
}
