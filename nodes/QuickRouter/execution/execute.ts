import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

import { finishedJson, runningJson } from '../output/json';
import { systemClock, type Clock } from '../queue/clock';
import { Relay } from '../queue/relay';
import { RequestError } from '../queue/requestError';
import { submit } from '../queue/submit';
import { waitForResult } from '../queue/wait';
import { failedItem } from './failedItem';
import { inputError, requestError, unexpectedError, type ItemError } from './nodeError';
import { prepare, type PreparedRequest, type Refused } from './prepare';
import { Progress } from './progress';
import { createSend, readBaseUrl } from './send';

/** What became of an item: its output items, or its error. */
type Outcome = INodeExecutionData[] | ItemError;

/**
 * Runs the node: reads and checks every item, submits them side by side, waits, and emits in the
 * order of the input. Where the workflow does not continue on errors, nothing is submitted if one
 * item is bad, and nothing more is submitted once a request has failed.
 *
 * @throws {NodeOperationError} for input or a credential that cannot be used
 * @throws {NodeApiError} for a request that did not succeed
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const prepared = context.getInputData().map((_, itemIndex) => prepare(context, itemIndex));
	if (!context.continueOnFail()) throwIfRefused(context, prepared);

	const relay = new Relay(createSend(context, await readBaseUrl(context)));
	const outcomes = await runAll(context, relay, prepared);
	return [
		outcomes.flatMap((outcome, itemIndex) =>
			'error' in outcome ? [failedItem(context, itemIndex, outcome)] : outcome,
		),
	];
}

function throwIfRefused(context: IExecuteFunctions, prepared: (PreparedRequest | Refused)[]): void {
	const [first, ...others] = prepared.flatMap((item, itemIndex) =>
		'problems' in item ? [{ itemIndex, problems: item.problems }] : [],
	);
	if (!first) return;
	const otherItems = others.map(({ itemIndex }) => itemIndex);
	throw inputError(context.getNode(), first.itemIndex, first.problems, otherItems);
}

async function runAll(
	context: IExecuteFunctions,
	relay: Relay,
	prepared: (PreparedRequest | Refused)[],
): Promise<Outcome[]> {
	const goesOn = context.continueOnFail();
	const firstError = new AbortController();
	const stop = context.getExecutionCancelSignal();
	const clock = systemClock(stop ? AbortSignal.any([stop, firstError.signal]) : firstError.signal);
	const requests = prepared.filter((item): item is PreparedRequest => !('problems' in item));
	const concurrency = requests[0]?.concurrency ?? 1;
	const limit = pLimit(concurrency);
	const progress = new Progress(requests.length, concurrency, (message) => {
		context.sendMessageToUI(message);
	});

	const run = async (item: PreparedRequest | Refused, itemIndex: number): Promise<Outcome> => {
		if ('problems' in item) {
			return { error: inputError(context.getNode(), itemIndex, item.problems) };
		}
		return await limit(async () => {
			const outcome = await runRequest(context, relay, item, itemIndex, clock);
			progress.ended();
			if ('error' in outcome && !goesOn) firstError.abort(outcome.error);
			return outcome;
		});
	};
	const outcomes = await Promise.all(prepared.map(run));
	if (firstError.signal.aborted) throw firstError.signal.reason;
	return outcomes;
}

async function runRequest(
	context: IExecuteFunctions,
	relay: Relay,
	{ endpoint, body, waitForCompletion, output, timeoutMs }: PreparedRequest,
	itemIndex: number,
	clock: Clock,
): Promise<Outcome> {
	const pairedItem = { item: itemIndex };
	const deadlineMs = clock.now() + timeoutMs;
	const { path } = endpoint;
	try {
		const { result: immediate, ...running } = await submit(relay, path, body, deadlineMs, clock);
		const { requestId } = running;
		const mustWait = waitForCompletion && !immediate && requestId !== undefined;
		const result = mustWait
			? await waitForResult(relay, { requestId, endpoint: path }, deadlineMs, clock)
			: immediate;
		if (!result) return [{ json: runningJson({ endpoint: path, ...running }), pairedItem }];
		const prompt = body.prompt as string;
		const finished = { endpoint: path, requestId, prompt, result };
		return finishedJson(finished, output).map((json) => ({ json, pairedItem }));
	} catch (error) {
		return error instanceof RequestError
			? { error: requestError(context.getNode(), itemIndex, endpoint, error), about: error.about }
			: { error: unexpectedError(context, itemIndex, error) };
	}
}
