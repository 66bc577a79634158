import type { IDataObject } from 'n8n-workflow';

import { backoffMs } from '../pace/backoff';
import { readAnswer, type Answer } from '../relay/answer';
import { retryAfterMs } from '../relay/retryAfter';
import { meaningOf, RequestError } from './causes';
import { isSentAgain } from './denials';
import type { RequestState } from './request';
import { passageOf, throwIfStopped, type RunState } from './runState';

/** Less time than this is not enough for a submit. */
const SUBMIT_MS = 1_000;
/** The answer to a submit is waited for beyond the deadline, as long again but no longer than this: a late one tells the id. */
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
	{ relay, clock, limiter, denials }: RunState,
	{ endpoint, read, sending }: Submission,
	deadlineMs: number,
): Promise<RequestState> {
	const latestMs = deadlineMs - SUBMIT_MS;
	const lateMs = Math.min(LATE_MS, deadlineMs - clock.now());
	let lastError = new RequestError('rateLimited', { endpoint });
	let failedTries = 0;
	for (;;) {
		// A pause never gets shorter: there is no use in waiting for one that is too long
		const waitMs = limiter.waitMs('submit');
		const isInTime = waitMs === 0 || clock.now() + waitMs <= latestMs;
		const isItsTurn = isInTime && (await limiter.acquire('submit', latestMs));
		const body = isItsTurn && !clock.stopped ? await read() : {};
		throwIfStopped(clock, { endpoint });
		if (!isItsTurn) throw lastError;
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
		lastError = new RequestError(cause, { endpoint, ...told });
		const isLimited = meaningOf(cause).rate === 'limited';
		failedTries = isLimited ? 0 : failedTries + 1;
		if (!isSentAgain(cause, denials, sentMs, failedTries)) throw denials.note(lastError);
		const delayMs = isLimited ? 0 : backoffMs(failedTries);
		const nextMs = clock.now() + Math.max(delayMs, limiter.waitMs('submit'));
		if (nextMs <= latestMs) await clock.sleep(delayMs);
		if (nextMs > latestMs || clock.now() > latestMs) {
			// A channel that was missing all the time is missing for others, too; a refused key, or a quota, may pass
			throw cause === 'noChannel' ? denials.note(lastError) : lastError;
		}
	}
}

function acceptedBy(answer: Exclude<Answer, { kind: 'failed' }>): RequestState {
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
