import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

import { finishedJson, runningJson } from '../output/json';
import { systemClock } from '../queue/clock';
import { Generation } from '../queue/generation';
import { Ledger, type LedgerStore } from '../queue/ledger';
import { Relay } from '../queue/relay';
import { RequestError } from '../queue/requestError';
import { Runner, type Task } from '../queue/runner';
import { failedItem } from './failedItem';
import {
	canceledError,
	inputError,
	requestError,
	tooManyImagesError,
	unexpectedError,
	type ItemError,
	type NodeError,
} from './nodeError';
import { prepare, type PreparedRequest, type Refused } from './prepare';
import { Progress } from './progress';
import { createSend, readAccess } from './send';

/** What became of an item: its output items, or its error. */
type Outcome = INodeExecutionData[] | ItemError;

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
	const prepared = context.getInputData().map((_, itemIndex) => prepare(context, itemIndex));
	if (!context.continueOnFail()) throwIfRefused(context, prepared);
	throwIfTooMany(context, prepared);

	const access = await readAccess(context);
	const relay = new Relay(createSend(context, access));
	const store = context.getContext('node') as LedgerStore;
	const ledger = new Ledger(store, runOf(context));
	let hasSucceeded = false;
	let outcomes: Outcome[];
	try {
		outcomes = await runAll(context, prepared, relay, ledger, access.baseUrl);
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

/**
 * What tells the tries of one run from another run. n8n counts a tool's tries as runs, and calls it
 * side by side: there, equal requests that have not succeeded belong together.
 */
function runOf(context: IExecuteFunctions): string {
	const isTool = context.getNode().type.endsWith('Tool');
	return isTool ? 'tool' : String(context.getWorkflowDataProxy(0).$runIndex);
}

function throwIfRefused(context: IExecuteFunctions, prepared: (PreparedRequest | Refused)[]): void {
	const [first, ...others] = prepared.flatMap((item, itemIndex) =>
		'problems' in item ? [{ itemIndex, problems: item.problems }] : [],
	);
	if (!first) return;
	const otherItems = others.map(({ itemIndex }) => itemIndex);
	throw inputError(context, first.itemIndex, first.problems, otherItems);
}

function throwIfTooMany(context: IExecuteFunctions, prepared: (PreparedRequest | Refused)[]): void {
	const requests = prepared.filter(isUsable);
	const maxImages = requests[0]?.maxImages ?? 0;
	const images = requests.reduce((sum, { order }) => sum + imagesOf(order.task), 0);
	if (maxImages > 0 && images > maxImages) {
		throw tooManyImagesError(context, images, maxImages);
	}
}

function imagesOf(task: Task): number {
	if (task.does !== 'generate') return 0;
	const count = Number(task.body.num_images ?? 1);
	return Number.isFinite(count) && count >= 1 ? count : 1;
}

async function runAll(
	context: IExecuteFunctions,
	prepared: (PreparedRequest | Refused)[],
	relay: Relay,
	ledger: Ledger,
	baseUrl: string,
): Promise<Outcome[]> {
	const goesOn = context.continueOnFail();
	const failure = new AbortController();
	const clock = systemClock(context.getExecutionCancelSignal(), failure.signal);
	const generation = new Generation(relay, ledger, clock, baseUrl);
	const runner = new Runner(relay, generation, clock);
	const requests = prepared.filter(isUsable);
	const concurrency = requests[0]?.concurrency ?? 1;
	const limit = pLimit(concurrency);
	const progress = new Progress(requests.length, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const run = async (item: PreparedRequest | Refused, itemIndex: number): Promise<Outcome> => {
		if (!isUsable(item)) return { error: inputError(context, itemIndex, item.problems) };
		return await limit(async () => {
			const outcome = await runRequest(context, runner, item);
			if (!clock.stopped) progress.ended();
			const endsRun = 'error' in outcome && (!goesOn || outcome.endsRun);
			if (endsRun && !clock.stopped) failure.abort(outcome.error);
			return outcome;
		});
	};
	const outcomes = await Promise.all(prepared.map(run));
	if (clock.stopped?.by === 'person') throw stopError(context, outcomes);
	if (failure.signal.aborted && !goesOn) throw failure.signal.reason;
	return outcomes;
}

/** The error of a run that a person has stopped: the first of those that say so. */
function stopError(context: IExecuteFunctions, outcomes: Outcome[]): NodeError {
	const errors = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error] : []));
	return errors.find(({ message }) => message.includes('canceled')) ?? canceledError(context);
}

function isUsable(item: PreparedRequest | Refused): item is PreparedRequest {
	return !('problems' in item);
}

async function runRequest(
	context: IExecuteFunctions,
	runner: Runner,
	{ operation, order, output }: PreparedRequest,
): Promise<Outcome> {
	const { itemIndex, task } = order;
	const pairedItem = { item: itemIndex };
	try {
		const { result, ...running } = await runner.run(order);
		const endpoint = 'endpoint' in task ? task.endpoint : undefined;
		if (!result) return [{ json: runningJson({ endpoint, ...running }), pairedItem }];
		const prompt = 'body' in task ? task.body.prompt : undefined;
		const { requestId } = running;
		const told = typeof prompt === 'string' ? prompt : undefined;
		const finished = { endpoint, requestId, prompt: told, result };
		return finishedJson(finished, output).map((json) => ({ json, pairedItem }));
	} catch (error) {
		if (!(error instanceof RequestError)) {
			return { error: unexpectedError(context, itemIndex, error) };
		}
		return {
			error: requestError(context, itemIndex, operation.form, error),
			about: error.about,
			endsRun: error.kind === 'denied',
		};
	}
}
