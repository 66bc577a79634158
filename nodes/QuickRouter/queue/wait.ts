import type { Clock } from './clock';
import { deniedError, failedError, redirectedError, canceledError } from './problems';
import type { Relay } from './relay';
import { RequestError } from './requestError';
import type { Result } from './result';
import { pollDelayMs } from './schedule';
import { readReply, type Verdict } from './verdict';

const CALL_TIMEOUT_MS = 30_000;
/** Time that is kept for a last look before the deadline, and its share of a short wait. */
const LAST_LOOK_MS = 1_000;
const LAST_LOOK_SHARE = 0.1;
/** How long a request may be unknown: the relay can be a moment late to know what it accepted. */
const UNKNOWN_GRACE_MS = 10_000;

interface Awaited {
	requestId: string;
	endpoint: string;
}

/**
 * Looks at a submitted request until it is finished. Looking is free, so that whatever goes wrong
 * with a look (rate limits, errors of the relay or of the network, senseless answers) is tried
 * again until the deadline.
 *
 * @param deadlineMs the clock's time after which nothing is asked any more
 * @throws {RequestError} where it failed, or did not finish in time; names the request id
 */
export async function waitForResult(
	relay: Relay,
	awaited: Awaited,
	deadlineMs: number,
	clock: Clock,
): Promise<Result> {
	const startMs = clock.now();
	const reserveMs = Math.min(LAST_LOOK_MS, (deadlineMs - startMs) * LAST_LOOK_SHARE);
	let emptyLooks = 0;
	let last: Verdict | undefined;

	for (;;) {
		const elapsedMs = clock.now() - startMs;
		const sparedMs = Math.max(0, deadlineMs - reserveMs - clock.now());
		const delayMs = Math.max(pollDelayMs(elapsedMs), askedDelayMs(last));
		const isLastLook = delayMs >= sparedMs;
		await clock.sleep(isLastLook ? sparedMs : delayMs);
		if (clock.stopped) throw canceledError(awaited);

		const timeoutMs = Math.max(1, Math.min(CALL_TIMEOUT_MS, deadlineMs - clock.now()));
		last = readReply(await relay.result(awaited.requestId, timeoutMs));
		switch (last.kind) {
			case 'completed':
				return last.result;
			case 'failed':
				throw failedError(last, awaited);
			case 'denied':
				throw deniedError(last, awaited);
			case 'redirected':
				throw redirectedError(last, awaited);
			case 'empty':
				if (++emptyLooks > 1) throw emptyError(awaited);
				break;
			case 'notFound':
				if (clock.now() - startMs > UNKNOWN_GRACE_MS) throw notFoundError(awaited);
				break;
			default:
				break;
		}
		if (isLastLook) throw timedOutError(awaited, clock.now() - startMs, last);
	}
}

/** What the relay itself asked for, when it limits the rate. */
function askedDelayMs(last?: Verdict): number {
	return last?.kind === 'limited' ? (last.retryAfterMs ?? 0) : 0;
}

function emptyError(awaited: Awaited): RequestError {
	return new RequestError(
		'The request finished, but its answer holds no file',
		'Fetch it again later with its request ID, or run the item again.',
		awaited,
	);
}

function notFoundError(awaited: Awaited): RequestError {
	return new RequestError(
		'QuickRouter does not know the request (any more)',
		'Results are kept for a limited time only. Check the request ID and the credential, or run the item again.',
		{ ...awaited, statusCode: 404 },
	);
}

function timedOutError(awaited: Awaited, elapsedMs: number, last: Verdict): RequestError {
	const seen =
		last.kind === 'unclear' ? `the last answer was ${last.reason}` : `it is ${stateIn(last)}`;
	return new RequestError(
		`The request did not finish within ${Math.round(elapsedMs / 1000)} s; ${seen}`,
		'It may still finish and be charged. Raise the Timeout option, or fetch the result later by its request ID.',
		awaited,
	);
}

function stateIn(last: Verdict): string {
	return last.kind === 'pending' ? last.status : 'not known how far it is';
}
