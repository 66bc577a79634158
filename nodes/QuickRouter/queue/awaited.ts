import type { Polled } from '../pace/polls';

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
