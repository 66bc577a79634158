import { Polls, Schedules } from './polls';
import { deniedError, failedError, redirectedError, throwIfStopped } from './problems';
import type { Reply } from './relay';
import { RequestError } from './requestError';
import type { Result } from './result';
import type { Run } from './run';
import { askedDelayMs, readReply, type Verdict } from './verdict';

const CALL_TIMEOUT_MS = 10_000;
/** Time that is kept for a last poll before the deadline, and its share of a short wait. */
const LAST_POLL_MS = 1_000;
const LAST_POLL_SHARE = 0.1;
/** How long a request may be unknown: the relay can be a moment late to know what it accepted. */
const UNKNOWN_GRACE_MS = 10_000;
/** How many polls in a row, and for how long, may go wrong before the relay is taken for broken. */
const MOST_UNCLEAR_POLLS = 20;
const UNCLEAR_GRACE_MS = 60_000;

/** A request that the relay has accepted. */
interface Accepted {
	requestId: string;
	endpoint?: string;
	/** How many requests were before it when it was submitted. */
	queuePosition?: number;
	/** Whether it was submitted some time ago: then it is polled at once, and teaches nothing. */
	isOld?: boolean;
	/** Whether the relay must know it at the first poll; otherwise it may be a moment late. */
	mustBeKnown?: boolean;
	/** Whether a request that is still running is an answer, too. */
	asksOnce?: boolean;
}

/** What was seen of a request: its result, or how far it is. */
interface Seen {
	status: string;
	queuePosition?: number;
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
	const { clock, pace, schedules, load } = run;
	const { endpoint, isOld = false, mustBeKnown = false, asksOnce = false } = accepted;
	const startMs = clock.now();
	const reserveMs = Math.min(LAST_POLL_MS, (deadlineMs - startMs) * LAST_POLL_SHARE);
	const latestMs = deadlineMs - reserveMs;
	// What another time's requests have taken since we know of them teaches nothing
	const polls = new Polls(isOld ? new Schedules() : schedules, endpoint, startMs, accepted);
	const lasts = (sinceMs: number | undefined, graceMs: number) =>
		sinceMs !== undefined && clock.now() - sinceMs >= graceMs;
	let emptyPolls = 0;
	let unclearPolls = 0;
	let unclearSinceMs: number | undefined;
	let unknownSinceMs: number | undefined;
	let last: Verdict | undefined;
	let askedMs: number | undefined;

	for (;;) {
		const isFirstPoll = !last;
		const dueMs = isOld && isFirstPoll ? startMs : polls.nextMs(load.sparseness);
		const nextMs = Math.min(latestMs, Math.max(dueMs, clock.now() + (askedMs ?? 0)));
		await clock.sleep(Math.max(0, nextMs - clock.now()));
		await pace.turn('poll', latestMs);
		const isLastPoll = clock.now() >= latestMs;

		const sentMs = clock.now();
		const reply = await poll(run, accepted, deadlineMs);
		last = readReply(reply);
		askedMs = askedDelayMs(reply);
		pace.hear('poll', sentMs, last, askedMs);
		unclearPolls = last.kind === 'unclear' ? unclearPolls + 1 : 0;
		unclearSinceMs = last.kind === 'unclear' ? (unclearSinceMs ?? clock.now()) : undefined;
		unknownSinceMs = last.kind === 'notFound' ? (unknownSinceMs ?? clock.now()) : undefined;
		switch (last.kind) {
			case 'completed':
				polls.ended(sentMs);
				return { status: 'COMPLETED', result: last.result };
			case 'failed':
				throw failedError(last, accepted);
			case 'denied':
				throw deniedError(last, accepted);
			case 'redirected':
				throw redirectedError(last, accepted);
			case 'empty':
				if (++emptyPolls > 1) throw emptyError(accepted);
				break;
			case 'notFound':
				if ((mustBeKnown && isFirstPoll) || lasts(unknownSinceMs, UNKNOWN_GRACE_MS)) {
					throw notFoundError(accepted);
				}
				break;
			case 'unclear':
				if (unclearPolls >= MOST_UNCLEAR_POLLS && lasts(unclearSinceMs, UNCLEAR_GRACE_MS)) {
					throw unclearPollsError(accepted, last.reason);
				}
				break;
			case 'pending':
				if (asksOnce) return last;
				break;
			default:
				break;
		}
		polls.pending(sentMs, last.kind === 'pending' ? last : {});
		if (isLastPoll) throw timedOutError(accepted, clock.now() - startMs, last);
	}
}

/** One poll. A stop does not wait for its answer. */
async function poll({ relay, clock }: Run, accepted: Accepted, deadlineMs: number): Promise<Reply> {
	const timeoutMs = Math.max(1, Math.min(CALL_TIMEOUT_MS, deadlineMs - clock.now()));
	const reply = clock.stopped
		? undefined
		: await clock.untilStopped(relay.result(accepted.requestId, timeoutMs));
	throwIfStopped(clock, accepted);
	if (!reply) throw new Error('A poll ended without an answer');
	return reply;
}

function emptyError(accepted: Accepted): RequestError {
	return new RequestError(
		'unfinished',
		'The request finished, but its answer holds no file',
		'Fetch it again later with its request ID, or run the item again.',
		accepted,
	);
}

function unclearPollsError(accepted: Accepted, reason: string): RequestError {
	return new RequestError(
		'unfinished',
		`QuickRouter gave no clear answer ${MOST_UNCLEAR_POLLS} times in a row; the last was ${reason}`,
		'The request may still finish and be charged. Fetch the result later by its request ID.',
		accepted,
	);
}

function notFoundError(accepted: Accepted): RequestError {
	return new RequestError(
		'unknown',
		'QuickRouter does not know the request (any more)',
		'Results are kept for a limited time only. Check the request ID and the credential, or run the item again.',
		{ ...accepted, statusCode: 404 },
	);
}

function timedOutError(accepted: Accepted, elapsedMs: number, last: Verdict): RequestError {
	const seen =
		last.kind === 'unclear' ? `the last answer was ${last.reason}` : `it is ${stateIn(last)}`;
	const advice = accepted.mustBeKnown
		? 'It may still finish. Get its result again later, or raise the Timeout option.'
		: 'QuickRouter was asked to cancel it, but it may still finish and be charged. Raise the Timeout option, or let it go on: set the option On Timeout to Return Request.';
	return new RequestError(
		'timedOut',
		`The request did not finish within ${Math.round(elapsedMs / 1000)} s; ${seen}`,
		advice,
		{
			endpoint: accepted.endpoint,
			requestId: accepted.requestId,
			status: last.kind === 'pending' ? last.status : undefined,
		},
	);
}

function stateIn(last: Verdict): string {
	return last.kind === 'pending' ? last.status : 'not known how far it is';
}
