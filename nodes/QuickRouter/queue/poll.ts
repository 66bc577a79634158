import { Polls, type Polled } from '../pace/polls';
import { Schedules, type QueueStatus } from '../pace/schedules';
import { readAnswer, type Answer } from '../relay/answer';
import type { Reply } from '../relay/relay';
import type { Result } from '../relay/result';
import { retryAfterMs } from '../relay/retryAfter';
import { RequestError } from './causes';
import { Patience } from './patience';
import { passageOf, type Shared } from './shared';
import { throwIfStopped } from './stop';

const CALL_TIMEOUT_MS = 10_000;
/** Time that is kept for a last poll before the deadline, and its share of a short wait. */
const LAST_POLL_MS = 1_000;
const LAST_POLL_SHARE = 0.1;

/**
 * Where a request comes from: submitted just now, or by an earlier try (then it is polled at once,
 * and teaches nothing of how long requests take); or known by its id alone (then the relay must know
 * it at the first poll, while it may be a moment late to know what was just submitted).
 */
export type Origin = 'submitted' | 'earlier' | 'byId';

/** A request that the relay has accepted. */
export interface Awaited extends Polled {
	requestId: string;
	origin: Origin;
	/** How long the user wants to wait, submit and all; for the message when it is over. */
	timeoutMs: number;
	/** Whether a result without a file is none. */
	needsFile: boolean;
	/** Whether a request that is still running is an answer, too. */
	isAskedOnce?: boolean;
	/** The item of another request of the run that has this id. */
	itemWith?: (requestId: string) => number | undefined;
}

/** What was seen of a request: its result, or how far it is. */
export interface Seen extends QueueStatus {
	status: string;
	result?: Result;
}

/**
 * Polls a request until it is finished. Polling is free, so that whatever goes wrong with a poll
 * (rate limits, errors of the relay or of the network, senseless answers) is tried again until the
 * deadline, or until it has gone wrong too often in a row.
 *
 * @param deadlineMs the clock's time after which nothing is asked any more
 * @throws {RequestError} where it failed, or did not finish in time; names the request id
 */
export async function pollUntilFinished(
	shared: Shared,
	awaited: Awaited,
	deadlineMs: number,
): Promise<Seen> {
	const { clock, limiter, load, denials } = shared;
	const startMs = clock.now();
	const isNew = awaited.origin === 'submitted';
	const reserveMs = Math.max(0, Math.min(LAST_POLL_MS, (deadlineMs - startMs) * LAST_POLL_SHARE));
	const latestMs = deadlineMs - reserveMs;
	// How long an old request has been running is not known, so that it must not train the schedule
	const schedules = isNew ? shared.schedules : new Schedules();
	const polls = new Polls(schedules, startMs, awaited);
	const patience = new Patience(awaited);
	let askedMs = 0;
	let last: Answer | undefined;

	try {
		while (clock.now() < deadlineMs) {
			const soonestMs = clock.now() + askedMs;
			if (isNew || last) await polls.due(clock, { soonestMs, latestMs }, () => load.sparseness);
			// The last poll goes out even where its turn has not come: it may be the one that counts
			await limiter.acquire('poll', latestMs);
			const isLast = clock.now() >= latestMs;

			const sentMs = clock.now();
			const reply = await poll(shared, awaited, deadlineMs);
			last = readAnswer(reply, 'poll');
			askedMs = retryAfterMs(reply) ?? 0;
			limiter.record('poll', sentMs, passageOf(last), retryAfterMs(reply));
			if (last.kind !== 'failed') denials.keyWorked();
			if (patience.isFinished(last)) {
				polls.ended(sentMs);
				return { status: 'COMPLETED', result: last.result };
			}
			patience.throwIfOver(last, clock.now());
			if (last.kind === 'running' && awaited.isAskedOnce) return last;
			polls.pending(sentMs, last.kind === 'running' ? last : {});
			if (isLast) break;
		}
	} finally {
		polls.leave(clock.now());
	}
	throw timedOut(awaited, last);
}

/** One poll. A stop does not wait for its answer. */
async function poll(
	{ relay, clock }: Shared,
	awaited: Awaited,
	deadlineMs: number,
): Promise<Reply> {
	const { requestId, endpoint } = awaited;
	throwIfStopped(clock, { requestId, endpoint });
	const timeoutMs = Math.max(1, Math.min(CALL_TIMEOUT_MS, deadlineMs - clock.now()));
	const reply = await clock.untilStopped(relay.result(requestId, timeoutMs));
	throwIfStopped(clock, { requestId, endpoint });
	return reply ?? { networkCode: 'UNKNOWN' };
}

function timedOut({ requestId, endpoint, timeoutMs }: Awaited, last?: Answer): RequestError {
	const facts = { requestId, endpoint, timeoutMs };
	if (last?.kind === 'running') {
		const { status, message } = last;
		return new RequestError('timedOut', { ...facts, status, message });
	}
	return new RequestError('timedOut', { ...facts, ...(last?.kind === 'failed' && last.told) });
}
