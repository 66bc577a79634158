import type { Answer } from '../relay/answer';
import type { AnswerCause } from '../relay/ends';
import type { Awaited } from './request';
import { meaningOf, RequestError, type Cause, type Facts } from './causes';

/** How long an answer must last that ends a request if it lasts. */
const DOUBT_GRACE_MS = 10_000;
/** How many polls in a row, and for how long, may go wrong before the relay is taken for broken. */
const MOST_UNCLEAR_POLLS = 20;
const UNCLEAR_GRACE_MS = 60_000;
/** How often a request may be finished and show no file. */
const MOST_EMPTY_POLLS = 2;
/** How often in a row answers may carry another id before it is the relay's own numbering. */
const MOST_OTHER_IDS = 3;

/** Which answers end a request, and how long others are put up with. */
export class Patience {
	private polls = 0;
	private empty = 0;
	private unclear = 0;
	private otherIds = 0;
	private unclearSinceMs?: number;
	private doubtSinceMs?: number;

	constructor(private readonly awaited: Awaited) {}

	/** Whether an answer is the result of this request. */
	isFinished(answer: Answer): answer is Extract<Answer, { kind: 'finished' }> {
		if (answer.kind !== 'finished') return false;
		const { requestId, needsFile } = this.awaited;
		const isOther = answer.requestId !== undefined && answer.requestId !== requestId;
		this.otherIds = isOther ? this.otherIds + 1 : 0;
		if (isOther && this.otherIds < MOST_OTHER_IDS) return false;
		const otherItem = isOther ? this.awaited.itemWith?.(answer.requestId ?? '') : undefined;
		if (otherItem !== undefined) throw this.error('otherRequest', { otherItem });
		return !needsFile || answer.result.files.length > 0;
	}

	/** @throws {RequestError} where this answer ends the request, or is one too many */
	throwIfOver(answer: Answer, nowMs: number): void {
		this.polls++;
		const cause = answer.kind === 'failed' ? answer.cause : undefined;
		const poll = cause && meaningOf(cause).poll;
		const isDoubtful = poll === 'endsIfItLasts';
		// A result without a file may be how a relay says that a request is still running
		const isUnclear = poll === 'wrong' || (answer.kind === 'finished' && this.otherIds === 0);
		this.doubtSinceMs = isDoubtful ? (this.doubtSinceMs ?? nowMs) : undefined;
		this.unclearSinceMs = isUnclear ? (this.unclearSinceMs ?? nowMs) : undefined;
		this.unclear = isUnclear ? this.unclear + 1 : 0;

		if (answer.kind === 'empty' && ++this.empty === MOST_EMPTY_POLLS) throw this.error('noFile');
		const told = answer.kind === 'failed' ? answer.told : {};
		if (cause && (poll === 'ends' || (isDoubtful && this.isDoubtOver(cause, nowMs)))) {
			throw this.error(cause, told);
		}
		const isUnclearOver =
			nowMs - (this.unclearSinceMs ?? nowMs) >= UNCLEAR_GRACE_MS &&
			this.unclear >= MOST_UNCLEAR_POLLS;
		if (isUnclearOver) throw this.error(cause ?? 'noFile', { ...told, polls: this.unclear });
	}

	private isDoubtOver(cause: AnswerCause, nowMs: number): boolean {
		const isUnknownId = cause === 'forgotten' && this.awaited.origin === 'byId' && this.polls === 1;
		return isUnknownId || nowMs - (this.doubtSinceMs ?? nowMs) >= DOUBT_GRACE_MS;
	}

	private error(cause: Cause, facts: Facts = {}): RequestError {
		const { requestId, endpoint, origin } = this.awaited;
		return new RequestError(cause, { ...facts, requestId, endpoint, isFetched: origin === 'byId' });
	}
}
