import { Polls } from '../pace/polls';
import { Schedules } from '../pace/schedules';
import { readAnswer, type Answer } from '../relay/answer';
import type { Reply } from '../relay/relay';
import { retryAfterMs } from '../relay/retryAfter';
import type { Awaited, RequestState } from './request';
import { RequestError } from './causes';
import { Patience } from './patience';
import { passageOf, throwIfStopped, type RunState } from './runState';

const CALL_TIMEOUT_MS = 10_000;
/** Time that is kept for a last poll before the deadline, and its share of a short wait. */
const LAST_POLL_MS = 1_000;
const LAST_POLL_SHARE = 0.1;

/**
 * Polls a request until it is finished. Polling is free, so that whatever goes wrong with a poll
 * (rate limits, errors of the relay or of the network, senseless answers) is tried again until the
 * deadline, or until it has gone wrong too often in a row.
 *
 * @param deadlineMs the clock's time after which nothing is asked any more
 * @throws {RequestError} where it failed, or did not finish in time; names the request id
 */
export async function pollUntilFinished(
	shared: RunState,
	awaited: Awaited,
	deadlineMs: number,
): Promise<RequestState> {
	const { clock, limiter, load, denials } = shared;
	const { requestId } = awaited;
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
				return { requestId, status: 'COMPLETED', result: last.result };
			}
			patience.throwIfOver(last, clock.now());
			if (last.kind === 'running' && awaited.isAskedOnce) {
				const { status, queuePosition } = last;
				return { requestId, status, queuePosition };
			}
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
	{ relay, clock }: RunState,
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
