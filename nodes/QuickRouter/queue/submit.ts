import type { IDataObject } from 'n8n-workflow';

import type { Result } from '../relay/result';
import { retryAfterMs } from '../relay/retryAfter';
import { readReply, type Verdict } from '../relay/verdict';
import { backoffMs } from '../pace/backoff';
import { deniedError, failedError, redirectedError, throwIfStopped } from './errors';
import { RequestError } from './requestError';
import type { Run } from './run';

/** A request that the relay has accepted; some relays answer at once with its result. */
export interface Submitted {
	requestId?: string;
	status: string;
	queuePosition?: number;
	result?: Result;
}

/** Less time than this is not enough for a submit. */
const SUBMIT_MS = 1_000;
/** How often in a row a relay may be out of reach; a rate limit is waited for until the deadline. */
const MOST_UNREACHED = 6;
/** Besides 5xx: the answer of a server, or a proxy, that gave up on a request it had taken. */
const GAVE_UP = [408, 499];
/** The answer of a server, or a proxy, that does not read a body to its end. */
const TOO_LARGE = 413;

/** What is to be submitted. */
export interface Submission {
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	/** Gives the body; read anew for each try, so that a large one is not held in between. */
	read: () => Promise<IDataObject>;
	/** Is called just before it is sent, each time. */
	sending: () => void;
}

/**
 * Queues a request. Submitting costs money, so it is repeated only after an answer that proves
 * that nothing was queued: a rate limit, no channel, or a connection that never came about.
 *
 * @param deadlineMs the clock's time after which it is not repeated, and no call goes on
 * @throws {RequestError} where it was not accepted, or where that is not certain
 */
export async function submit(
	{ relay, clock, limiter }: Run,
	{ endpoint, read, sending }: Submission,
	deadlineMs: number,
): Promise<Submitted> {
	const latestMs = deadlineMs - SUBMIT_MS;
	let unreached = 0;
	for (;;) {
		// A pause never gets shorter: there is no use in waiting for one that is too long
		const waitMs = limiter.waitMs('submit');
		const isInTime = waitMs === 0 || clock.now() + waitMs <= latestMs;
		const isItsTurn = isInTime && (await limiter.acquire('submit', latestMs));
		const body = isItsTurn && !clock.stopped ? await read() : {};
		throwIfStopped(clock, { endpoint });
		if (!isItsTurn) throw notAccepted({ kind: 'limited' }, endpoint);
		sending();
		const sentMs = clock.now();
		const timeoutMs = Math.max(SUBMIT_MS, deadlineMs - sentMs);
		const reply = await relay.submit(endpoint, body, timeoutMs);
		const verdict = readReply(reply, 'submit');
		const accepted = acceptedIn(verdict);
		limiter.record('submit', sentMs, verdict, retryAfterMs(reply));
		if (accepted) return accepted;

		const isUnreached = verdict.kind === 'unclear' && verdict.nothingQueued;
		unreached = isUnreached ? unreached + 1 : 0;
		const mayRepeat = verdict.kind === 'limited' || (isUnreached && unreached < MOST_UNREACHED);
		const delayMs = isUnreached ? backoffMs(unreached) : 0;
		const nextMs = clock.now() + Math.max(delayMs, limiter.waitMs('submit'));
		if (!mayRepeat || nextMs > latestMs) throw notAccepted(verdict, endpoint);
		await clock.sleep(delayMs);
		if (clock.now() > latestMs) throw notAccepted(verdict, endpoint);
	}
}

function acceptedIn(verdict: Verdict): Submitted | undefined {
	switch (verdict.kind) {
		case 'completed':
			return { requestId: verdict.requestId, status: 'COMPLETED', result: verdict.result };
		case 'empty':
			return verdict.requestId === undefined
				? undefined
				: { requestId: verdict.requestId, status: 'COMPLETED' };
		case 'pending':
			return verdict.requestId === undefined ? undefined : verdict;
		default:
			return undefined;
	}
}

function notAccepted(verdict: Verdict, endpoint: string): RequestError {
	if ('statusCode' in verdict && verdict.statusCode === TOO_LARGE) return tooLargeError(endpoint);
	switch (verdict.kind) {
		case 'denied':
			return deniedError(verdict, { endpoint });
		case 'failed': {
			// A server that broke down over a submit may have queued it before
			const { failure, statusCode, requestId } = verdict;
			const gaveUp = statusCode >= 500 || GAVE_UP.includes(statusCode);
			return gaveUp
				? unclearError(failure.details[0].message, endpoint, statusCode)
				: failedError(verdict, { endpoint, requestId });
		}
		case 'redirected':
			return redirectedError(verdict, { endpoint });
		case 'notFound':
			return new RequestError(
				'notQueued',
				`QuickRouter has no endpoint ${endpoint}: ${verdict.failure.details[0].message}`,
				'Nothing was charged. Check the Base URL in the credential, and whether your account offers this model.',
				{ endpoint, statusCode: 404 },
			);
		case 'limited':
			return new RequestError(
				'notQueued',
				'QuickRouter limits the rate of requests, and did not accept this one before the timeout',
				'Nothing was charged. Lower the Concurrency option, or raise the Timeout option.',
				{ endpoint, statusCode: 429 },
			);
		case 'unclear':
			if (verdict.nothingQueued) return unreachableError(verdict, endpoint);
			return unclearError(verdict.reason, endpoint, verdict.statusCode);
		default:
			return unclearError('an answer without a request ID', endpoint);
	}
}

function tooLargeError(endpoint: string): RequestError {
	return new RequestError(
		'notQueued',
		'QuickRouter did not take the request, because it is too large (HTTP 413)',
		'Nothing was charged. Send a smaller image, or its URL in place of the file.',
		{ endpoint, statusCode: TOO_LARGE },
	);
}

function unreachableError(
	{ reason, statusCode }: Extract<Verdict, { kind: 'unclear' }>,
	endpoint: string,
): RequestError {
	return new RequestError(
		'notQueued',
		`QuickRouter could not take the request: ${reason}`,
		'Nothing was charged. Check the Base URL in the credential and the network, or try again later.',
		{ endpoint, statusCode },
	);
}

/** The worst of ends: it may be running, and nobody told us its id. */
export function unclearError(reason: string, endpoint: string, statusCode?: number): RequestError {
	const code = statusCode === undefined ? '' : ` (HTTP ${statusCode})`;
	return new RequestError(
		'unclear',
		`QuickRouter gave no clear answer to a request: ${reason}${code}. It may have been accepted and charged`,
		'It was not sent again, so that it is not paid for twice. Look at your usage in QuickRouter before you run it again; if this happens every time, check the Base URL in the credential. A retry submits it again only with the option Resubmit If Unclear.',
		{ endpoint, statusCode },
	);
}
