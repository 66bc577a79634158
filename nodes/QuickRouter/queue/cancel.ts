import { asError } from '../shared/values';
import { backoffMs } from '../pace/backoff';
import { readAnswer } from '../relay/answer';
import { parseObject } from '../relay/json';
import type { Relay, Reply } from '../relay/relay';
import { RequestError } from './causes';
import { throwIfStopped, type RunState } from './runState';

const TIMEOUT_MS = 5_000;
const TRIES = 3;
const RETRY_MS = 500;

/** What the relay says of a cancellation. */
export type Cancellation = 'CANCELLATION_REQUESTED' | 'ALREADY_COMPLETED' | 'NOT_FOUND';

/**
 * Asks that a request be canceled, again where the answer was lost: asking twice does no harm.
 *
 * @throws {RequestError} where the relay does not say that it was
 */
export async function cancelUntilAnswered(
	{ relay, clock }: RunState,
	requestId: string,
): Promise<Cancellation> {
	for (let tries = 1; ; tries++) {
		throwIfStopped(clock, { requestId });
		try {
			const said = await clock.untilStopped(cancelOnce(relay, requestId, TIMEOUT_MS));
			if (said !== undefined) return said;
		} catch (error) {
			const mayPass = error instanceof RequestError && isPassing(error.facts.statusCode);
			if (!mayPass || tries === TRIES) throw asError(error);
			await clock.sleep(backoffMs(tries, RETRY_MS));
		}
	}
}

/**
 * Asks once that a request be canceled.
 *
 * @throws {RequestError} where the relay does not say that it was
 */
export async function cancelOnce(
	relay: Relay,
	requestId: string,
	timeoutMs: number,
): Promise<Cancellation> {
	const reply = await relay.cancel(requestId, timeoutMs);
	const said = 'text' in reply ? cancellationIn(reply.statusCode, reply.text) : undefined;
	if (said !== undefined) return said;
	throw new RequestError('notCanceled', { requestId, ...toldBy(reply) });
}

function toldBy(reply: Reply) {
	const answer = readAnswer(reply, 'poll');
	if (answer.kind === 'failed') return answer.told;
	return {
		statusCode: 'statusCode' in reply ? reply.statusCode : undefined,
		status: answer.kind === 'running' ? answer.status : undefined,
	};
}

/** Whether the relay may answer otherwise the next time: what it has refused, it would refuse again. */
function isPassing(statusCode = 0): boolean {
	return statusCode < 300 || statusCode >= 500 || [408, 429].includes(statusCode);
}

const SAID = new Map<string, Cancellation>([
	['CANCELLATION_REQUESTED', 'CANCELLATION_REQUESTED'],
	['CANCELLED', 'CANCELLATION_REQUESTED'],
	['CANCELED', 'CANCELLATION_REQUESTED'],
	['ALREADY_COMPLETED', 'ALREADY_COMPLETED'],
	['NOT_FOUND', 'NOT_FOUND'],
]);

/** fal answers with a status, some relays with a mere success, or with nothing. */
function cancellationIn(statusCode: number, text: string): Cancellation | undefined {
	const isSuccess = statusCode >= 200 && statusCode < 300;
	if (text.trim() === '') return isSuccess ? 'CANCELLATION_REQUESTED' : undefined;
	const body = parseObject(text);
	if (body?.success === true) return 'CANCELLATION_REQUESTED';
	return typeof body?.status === 'string' ? SAID.get(body.status) : undefined;
}
