import { asError } from '../shared/asError';
import { parseObject } from '../relay/json';
import type { Relay } from '../relay/relay';
import { readReply, type Verdict } from '../relay/verdict';
import { backoffMs } from '../pace/backoff';
import { deniedError, redirectedError, throwIfStopped } from './errors';
import { RequestError } from './requestError';
import type { Run } from './run';

const TIMEOUT_MS = 5_000;
const TRIES = 3;
const RETRY_MS = 500;

/**
 * Asks that a request be given up, again where the answer was lost: asking twice does no harm.
 *
 * @returns what the relay says, as `askToCancel` does
 * @throws {RequestError} where it says nothing of the kind
 */
export async function cancelRequest({ relay, clock }: Run, requestId: string): Promise<string> {
	for (let tries = 1; ; tries++) {
		throwIfStopped(clock, { requestId });
		try {
			const asking = askToCancel(relay, requestId, TIMEOUT_MS);
			const status = await clock.untilStopped(asking);
			if (status !== undefined) return status;
		} catch (error) {
			const mayRepeat = error instanceof RequestError && mayPass(error.about.statusCode);
			if (!mayRepeat || tries === TRIES) throw asError(error);
			await clock.sleep(backoffMs(tries, RETRY_MS));
		}
	}
}

/**
 * Asks once that a request be given up.
 *
 * @returns what the relay says: CANCELLATION_REQUESTED, ALREADY_COMPLETED or NOT_FOUND
 * @throws {RequestError} where it says nothing of the kind
 */
export async function askToCancel(
	relay: Relay,
	requestId: string,
	timeoutMs: number,
): Promise<string> {
	const reply = await relay.cancel(requestId, timeoutMs);
	const status = 'text' in reply ? statusIn(reply.statusCode, reply.text) : undefined;
	if (status !== undefined) return status;

	const verdict = readReply(reply);
	if (verdict.kind === 'denied') throw deniedError(verdict, { requestId });
	if (verdict.kind === 'redirected') throw redirectedError(verdict, { requestId });
	throw new RequestError(
		'unfinished',
		`QuickRouter did not take the cancellation: ${reasonIn(verdict)}`,
		'Whether the request goes on is not known. Get its result, or cancel it again.',
		{ requestId, statusCode: 'statusCode' in reply ? reply.statusCode : undefined },
	);
}

/** Whether the relay may answer otherwise the next time: what it has refused, it would refuse again. */
function mayPass(statusCode = 0): boolean {
	return statusCode < 300 || statusCode >= 500 || [408, 429].includes(statusCode);
}

const STATUSES: Record<string, string> = {
	CANCELLATION_REQUESTED: 'CANCELLATION_REQUESTED',
	CANCELLED: 'CANCELLATION_REQUESTED',
	CANCELED: 'CANCELLATION_REQUESTED',
	ALREADY_COMPLETED: 'ALREADY_COMPLETED',
	NOT_FOUND: 'NOT_FOUND',
};

/** fal answers with a status, some relays with a mere success, or with nothing. */
function statusIn(statusCode: number, text: string): string | undefined {
	const isSuccess = statusCode >= 200 && statusCode < 300;
	if (text.trim() === '') return isSuccess ? 'CANCELLATION_REQUESTED' : undefined;
	const body = parseObject(text);
	if (body?.success === true) return 'CANCELLATION_REQUESTED';
	return typeof body?.status === 'string' ? STATUSES[body.status] : undefined;
}

function reasonIn(verdict: Verdict): string {
	if ('failure' in verdict) return verdict.failure.details[0].message;
	if (verdict.kind === 'unclear') return verdict.reason;
	if (verdict.kind === 'limited') return 'too many requests';
	return `it answered as to a result (${verdict.kind})`;
}
