import type { IDataObject } from 'n8n-workflow';

import { backoffMs } from '../pace/backoff';
import { readAnswer, type Answer } from '../relay/answer';
import type { Result } from '../relay/result';
import { retryAfterMs } from '../relay/retryAfter';
import { RequestError } from './causes';
import { isSentAgain } from './denials';
import { LIMITED, passageOf, type Shared } from './shared';
import { throwIfStopped } from './stop';

/** A request that the relay has accepted; some relays answer at once with its result. */
export interface Accepted {
	requestId?: string;
	status: string;
	queuePosition?: number;
	result?: Result;
}

/** Less time than this is not enough for a submit. */
const SUBMIT_MS = 1_000;
/** So much longer than its time, and no longer than that again, the answer to a submit is waited for. */
const LATE_MS = 10_000;

/** What is to be submitted. */
export interface Submission {
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	/** Gives the body; read for each try, to hold a large one no longer than it is needed. */
	read: () => Promise<IDataObject>;
	/** Is called just before it is sent, each time. */
	sending: () => void;
}

/**
 * Queues a request. Submitting costs money, so it is repeated only after an answer that proves that
 * nothing was queued (`again` in causes.ts), and within the deadline.
 *
 * @param deadlineMs the clock's time after which it is not sent any more
 * @throws {RequestError} where it was not accepted, or where that is not certain
 */
export async function submit(
	{ relay, clock, limiter, denials }: Shared,
	{ endpoint, read, sending }: Submission,
	deadlineMs: number,
): Promise<Accepted> {
	const latestMs = deadlineMs - SUBMIT_MS;
	const lateMs = Math.min(LATE_MS, deadlineMs - clock.now());
	let failure = new RequestError('rateLimited', { endpoint });
	let failed = 0;
	for (;;) {
		// A pause never gets shorter: there is no use in waiting for one that is too long
		const waitMs = limiter.waitMs('submit');
		const isInTime = waitMs === 0 || clock.now() + waitMs <= latestMs;
		const isItsTurn = isInTime && (await limiter.acquire('submit', latestMs));
		const body = isItsTurn && !clock.stopped ? await read() : {};
		throwIfStopped(clock, { endpoint });
		if (!isItsTurn) throw failure;
		denials.throwIfDenied(endpoint);
		sending();
		const sentMs = clock.now();
		const timeoutMs = Math.max(SUBMIT_MS, deadlineMs - sentMs) + lateMs;
		const reply = await relay.submit(endpoint, body, timeoutMs);
		const answer = readAnswer(reply, 'submit');
		limiter.record('submit', sentMs, passageOf(answer), retryAfterMs(reply));
		if (answer.kind !== 'failed') {
			denials.keyWorked();
			return acceptedBy(answer);
		}

		const { cause, told } = answer;
		failure = new RequestError(cause, { endpoint, ...told });
		const isLimited = LIMITED.has(cause);
		failed = isLimited ? 0 : failed + 1;
		if (!isSentAgain(cause, denials, sentMs, failed)) throw denials.note(failure);
		const delayMs = isLimited ? 0 : backoffMs(failed);
		const nextMs = clock.now() + Math.max(delayMs, limiter.waitMs('submit'));
		if (nextMs <= latestMs) await clock.sleep(delayMs);
		if (nextMs > latestMs || clock.now() > latestMs) {
			throw cause === 'noChannel' ? denials.note(failure) : failure;
		}
	}
}

function acceptedBy(answer: Exclude<Answer, { kind: 'failed' }>): Accepted {
	const { requestId } = answer;
	switch (answer.kind) {
		case 'finished':
			return { requestId, status: 'COMPLETED', result: answer.result };
		case 'empty':
			return { requestId, status: 'COMPLETED' };
		case 'running':
			return { requestId, status: answer.status, queuePosition: answer.queuePosition };
	}
}
