import type { IDataObject } from 'n8n-workflow';

import type { Polled } from '../pace/polls';
import type { Result } from '../relay/result';

/** How a result is waited for. */
export interface Waiting {
	waitForCompletion: boolean;
	timeoutMs: number;
	/** Whether a result without a file is none. */
	needsFile: boolean;
}

/** A request to be submitted. */
export interface NewRequest extends Waiting {
	item: number;
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	/** Gives the body as it is sent; what is large in it is held no longer than that takes. */
	readBody: () => Promise<IDataObject>;
	/** Gives what tells it from other bodies: the same, with a digest in place of each file. */
	readIdentity: () => Promise<IDataObject>;
	/** Hash of what was written for it; missing where that does not tell it from others. */
	written?: string;
	/** How long the endpoint's model usually takes. */
	typicalMs?: number;
	/** What it has in common with requests that take alike. */
	kind?: string;
	onTimeout: 'error' | 'returnRequest';
	/** Whether to submit again what an earlier try may have submitted, and paid for. */
	resubmitUnclear: boolean;
	/** Whether the relay's answer itself is wanted, and must be kept for a further try. */
	wantsRaw: boolean;
}

/**
 * Where a request comes from: submitted just now, or by an earlier try (then it is polled at once,
 * and teaches nothing of how long requests take); or known by its id alone (then the relay must know
 * it at the first poll, while it may be a moment late to know what was just submitted).
 */
export type Origin = 'submitted' | 'earlier' | 'byId';

/** A request that the relay has accepted, and that is waited for. */
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

/** A request that the relay has accepted, as it was last seen. */
export interface RequestState {
	/** Missing where the relay answered a submit with a result, and no id. */
	requestId?: string;
	status: string;
	queuePosition?: number;
	/** Once it is finished. */
	result?: Result;
}

/** What became of a request: its result, or how far it is. */
export interface Outcome extends RequestState {
	/** Whether it was submitted by an earlier try, with another body that an expression gave. */
	isOtherBody?: boolean;
}
