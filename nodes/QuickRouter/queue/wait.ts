import type { Reply } from '../relay/relay';
import type { Result } from '../relay/result';
import { retryAfterMs } from '../relay/retryAfter';
import { readReply, type Verdict } from '../relay/verdict';
import { throwIfStopped } from './errors';
import { Patience } from './patience';
import { Polls } from '../pace/polls';
import { RequestError } from './requestError';
import type { Run } from './run';
import { Schedules, type QueueStatus } from '../pace/schedules';

const CALL_TIMEOUT_MS = 10_000;
/** Time that is kept for a last poll before the deadline, and its share of a short wait. */
const LAST_POLL_MS = 1_000;
const LAST_POLL_SHARE = 0.1;

/** A request that the relay has accepted. */
export interface Accepted extends QueueStatus {
	requestId: string;
	endpoint?: string;
	/** How long a person wants to wait, submit and all; for the message when it is over. */
	timeoutMs: number;
	/** Whether a result without a file is none. */
	needsFile: boolean;
	/** Whether it was submitted some time ago: then it is polled at once, and teaches nothing. */
	isOld?: boolean;
	/**
	 * Whether it is fetched by its id alone: then the relay must know it at the first poll, while it may
	 * be a moment late to know what was just submitted.
	 */
	isFetched?: boolean;
	/** Whether a request that is still running is an answer, too. */
	pollOnce?: boolean;
}

/** What was seen of a request: its result, or how far it is. */
interface Seen extends QueueStatus {
	status: string;
	result?: Result;
}

/**
 * Polls a submitted request until it is finished. Polling is free, so that whatever goes wrong
 * with a poll (rate limits, errors of the relay or of the network, senseless answers) is tried
 * again until the deadline, or until it has gone wrong too often in a row.
 *
 * @param deadlineMs the clock's time after which nothing is asked any more
 * @throws {RequestError} where it failed, or did not finish in time; names the request id
 */
export async function waitForResult(
	run: Run,
	accepted: Accepted,
	deadlineMs: number,
): Promise<Seen> {
	const { clock, limiter, load } = run;
	const { isOld = false, pollOnce = false } = accepted;
	const startMs = clock.now();
	const reserveMs = Math.min(LAST_POLL_MS, (deadlineMs - startMs) * LAST_POLL_SHARE);
	const latestMs = deadlineMs - reserveMs;
	// How long an old request has been running is not known, so that it must not train the schedule
	const schedules = isOld ? new Schedules() : run.schedules;
	const polls = new Polls(schedules, accepted.endpoint, startMs, accepted);
	const patience = new Patience(accepted);
	let isFirst = true;
	let askedMs: number | undefined;

	for (;;) {
		const dueMs = isOld && isFirst ? startMs : polls.nextMs(load.sparseness);
		const nextMs = Math.min(latestMs, Math.max(dueMs, clock.now() + (askedMs ?? 0)));
		await clock.sleep(Math.max(0, nextMs - clock.now()));
		// The last poll goes out even where its turn has not come: it may be the one that counts
		await limiter.acquire('poll', latestMs);
		const isLast = clock.now() >= latestMs;

		const sentMs = clock.now();
		const reply = await poll(run, accepted, deadlineMs);
		const verdict = readReply(reply, 'poll');
		askedMs = retryAfterMs(reply);
		limiter.record('poll', sentMs, verdict, askedMs);
		if (isFinished(verdict, accepted)) {
			polls.ended(sentMs);
			return { status: 'COMPLETED', result: verdict.result };
		}
		patience.throwIfOver(verdict, clock.now());
		if (verdict.kind === 'pending' && pollOnce) return verdict;
		polls.pending(sentMs, verdict.kind === 'pending' ? verdict : {});
		if (isLast) throw timedOutError(accepted, verdict);
		isFirst = false;
	}
}

function isFinished(
	verdict: Verdict,
	{ needsFile }: Accepted,
): verdict is Extract<Verdict, { kind: 'completed' }> {
	return verdict.kind === 'completed' && (!needsFile || verdict.result.files.length > 0);
}

/** One poll. A stop does not wait for its answer. */
async function poll({ relay, clock }: Run, accepted: Accepted, deadlineMs: number): Promise<Reply> {
	throwIfStopped(clock, accepted);
	const timeoutMs = Math.max(1, Math.min(CALL_TIMEOUT_MS, deadlineMs - clock.now()));
	const reply = await clock.untilStopped(relay.result(accepted.requestId, timeoutMs));
	throwIfStopped(clock, accepted);
	return reply ?? { networkErrorCode: 'UNKNOWN' };
}

function timedOutError(accepted: Accepted, last: Verdict): RequestError {
	const { requestId, endpoint, timeoutMs } = accepted;
	const status = last.kind === 'pending' ? last.status : undefined;
	const seen =
		last.kind === 'unclear'
			? `the last answer was ${last.reason}`
			: `it is ${status ?? 'not known how far it is'}`;
	return new RequestError(
		'timedOut',
		`The request did not finish within ${timeoutMs / 1000} s; ${seen}`,
		'It may still finish. Get its result again later, or raise the Timeout option.',
		{ endpoint, requestId, status },
	);
}
