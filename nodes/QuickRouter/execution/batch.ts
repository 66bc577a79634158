import type { IExecuteFunctions } from 'n8n-workflow';

import { systemClock } from '../queue/clock';
import { Generation } from '../queue/generation';
import type { Ledger } from '../queue/ledger';
import { Load } from '../queue/load';
import { Relay } from '../queue/relay';
import { beginRun } from '../queue/run';
import { Runner } from '../queue/runner';
import { sideBySide } from '../queue/sideBySide';
import { Downloads } from './downloads';
import { tellAfterwards } from './hints';
import { canceledError, inputError, type NodeError } from './nodeError';
import { isUsable, type PreparedRequest, type Refused } from './prepare';
import { Progress } from './progress';
import { runRequest, type Outcome } from './runRequest';
import { createSend, type Access } from './send';

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
	const execution = context.getExecutionCancelSignal();
	const clock = systemClock(execution, failure.signal);
	const requests = prepared.filter(isUsable);
	const concurrency = requests[0]?.concurrency ?? 1;
	const load = new Load(requests.length, concurrency);
	const run = beginRun(new Relay(createSend(context, access)), clock, { load });
	const runner = new Runner(run, new Generation(run, ledger, access.baseUrl));
	const stop = AbortSignal.any([failure.signal, ...(execution ? [execution] : [])]);
	const downloads = new Downloads(context, clock, stop, concurrency);
	const progress = new Progress(requests.length, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const outcomes: Outcome[] = prepared.map((item, itemIndex) =>
		isUsable(item) ? [] : { error: inputError(context, itemIndex, item.problems) },
	);
	const tookMs: number[] = [];
	const downloading: Promise<void>[] = [];
	const finish = async ({ order }: PreparedRequest, ending: () => Promise<Outcome>) => {
		const outcome = await ending();
		outcomes[order.itemIndex] = outcome;
		if (clock.stopped) return;
		progress.ended();
		if ('error' in outcome && (!goesOn || outcome.endsRun)) failure.abort(outcome.error);
	};
	await sideBySide(requests, concurrency, async (request) => {
		const startMs = clock.now();
		const ending = await runRequest(context, runner, downloads, request);
		load.end();
		if (!clock.stopped) tookMs.push(clock.now() - startMs);
		const finishing = finish(request, ending);
		if (request.binaryField === undefined) await finishing;
		else downloading.push(finishing);
	});
	await Promise.all(downloading);
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
