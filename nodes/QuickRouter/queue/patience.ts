import type { Verdict } from '../relay/verdict';
import { deniedError, failedError, redirectedError } from './errors';
import { RequestError } from './requestError';
import type { Accepted } from './wait';

/**
 * How long the relay may not know a request, since it can be a moment late to know what it accepted,
 * or answer with an error of its own.
 */
const DOUBT_GRACE_MS = 10_000;
/** How many polls in a row, and for how long, may go wrong before the relay is taken for broken. */
const MOST_UNCLEAR_POLLS = 20;
const UNCLEAR_GRACE_MS = 60_000;
/** How often a request may be finished and show no file. */
const MOST_EMPTY_POLLS = 2;

/** Which answers end a request, and how long others are put up with. */
export class Patience {
	private polls = 0;
	private empty = 0;
	private unclear = 0;
	private unclearSinceMs?: number;
	private doubtSinceMs?: number;

	constructor(private readonly accepted: Accepted) {}

	/** @throws {RequestError} where this answer ends the request, or is one too many */
	throwIfOver(verdict: Verdict, nowMs: number): void {
		const { accepted } = this;
		const { kind } = verdict;
		// It may be how a relay says that a request is still running
		const isUnclear = kind === 'unclear' || kind === 'completed';
		this.polls++;
		const isDoubtful = kind === 'notFound' || (kind === 'failed' && !verdict.isProven);
		this.doubtSinceMs = isDoubtful ? (this.doubtSinceMs ?? nowMs) : undefined;
		this.unclearSinceMs = isUnclear ? (this.unclearSinceMs ?? nowMs) : undefined;
		this.unclear = isUnclear ? this.unclear + 1 : 0;
		const isDoubtOver = nowMs - (this.doubtSinceMs ?? nowMs) >= DOUBT_GRACE_MS;
		const isUnclearOver =
			nowMs - (this.unclearSinceMs ?? nowMs) >= UNCLEAR_GRACE_MS &&
			this.unclear >= MOST_UNCLEAR_POLLS;
		switch (kind) {
			case 'failed':
				if (verdict.isProven || isDoubtOver) throw failedError(verdict, accepted);
				break;
			case 'notFound':
				if (isDoubtOver || (accepted.isFetched && this.polls === 1)) {
					throw notFoundError(accepted);
				}
				break;
			case 'denied':
				throw deniedError(verdict, accepted);
			case 'redirected':
				throw redirectedError(verdict, accepted);
			case 'empty':
				if (++this.empty === MOST_EMPTY_POLLS) throw emptyError(accepted);
				break;
			case 'completed':
				if (isUnclearOver) throw noFileError(accepted);
				break;
			case 'unclear':
				if (isUnclearOver) throw unclearPollsError(accepted, this.unclear, verdict.reason);
				break;
			case 'pending':
			case 'limited':
				break;
		}
	}
}

function emptyError(accepted: Accepted): RequestError {
	return new RequestError(
		'unfinished',
		'The request finished, but its answer holds no file',
		'Fetch it again later with its request ID, or run the item again.',
		accepted,
	);
}

function noFileError(accepted: Accepted): RequestError {
	return new RequestError(
		'unfinished',
		'The request seems to be finished, but its answer holds no file',
		"It is probably paid for. For the model's answer as it is, set Output to Raw and retry, or fetch it with its request ID.",
		accepted,
	);
}

function unclearPollsError(accepted: Accepted, count: number, reason: string): RequestError {
	return new RequestError(
		'unfinished',
		`QuickRouter gave no clear answer ${count} times in a row; the last was ${reason}`,
		'The request may still finish and be charged. Fetch the result later by its request ID.',
		accepted,
	);
}

function notFoundError(accepted: Accepted): RequestError {
	return new RequestError(
		'unknown',
		'QuickRouter does not know the request (any more)',
		accepted.isFetched
			? 'Results are kept for a limited time only. Check the request ID and the credential, or submit it again with the node that made it.'
			: 'It may have been charged, and its result is kept for a limited time only. To let a retry submit it again, switch on the option Resubmit If Unclear.',
		{ ...accepted, statusCode: 404 },
	);
}
