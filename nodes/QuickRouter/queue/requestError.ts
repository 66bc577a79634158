import type { FailureDetail } from '../relay/failure';
import type { ResultFile } from '../relay/result';

/**
 * What a failure means for money, and so for what may be done next:
 * - notQueued: nothing was queued, and nothing is charged; it may be submitted again
 * - unclear: it may have been queued; it must not be submitted again by itself
 * - refused: the model does not accept it as it is; it would be refused again
 * - failed: fal failed it, which is not charged; it may be submitted again
 * - unfinished: it was queued and may still finish; it may be fetched
 * - timedOut: likewise, and the time for it is over
 * - unknown: the relay does not know it (any more), or answers with an error of its own
 * - notDownloaded: it is finished, and what it made is not at hand; it may be downloaded again
 * - denied: the key or the account is not accepted, so that nothing was queued, nor will be
 */
export type ErrorKind =
	| 'notQueued'
	| 'unclear'
	| 'refused'
	| 'failed'
	| 'unfinished'
	| 'timedOut'
	| 'unknown'
	| 'notDownloaded'
	| 'denied';

/** What a further try must remember of a request that ended so: nothing, its entry, or the refusal. */
export const LEFT_TO_REMEMBER: Record<ErrorKind, 'nothing' | 'request' | 'refusal'> = {
	notQueued: 'nothing',
	unclear: 'request',
	refused: 'refusal',
	failed: 'nothing',
	unfinished: 'request',
	timedOut: 'request',
	unknown: 'request',
	notDownloaded: 'request',
	denied: 'nothing',
};

/** What is known of a request that did not succeed. Holds nothing secret. */
export interface AboutRequest {
	/** Path of the endpoint, such as fal-ai/flux-1/dev; missing where only the id is known. */
	endpoint?: string;
	/** Missing where the relay never named one. */
	requestId?: string;
	/** Its state when it was last seen, such as IN_QUEUE. */
	status?: string;
	statusCode?: number;
	/** What fal or the relay said, entry by entry. */
	details?: FailureDetail[];
	/** What it made, where that is known. */
	files?: ResultFile[];
	/** fal's error type, such as content_policy_violation. */
	type?: string;
}

/** A request that did not succeed: what happened, and what a person can do next. */
export class RequestError extends Error {
	constructor(
		readonly kind: ErrorKind,
		message: string,
		readonly advice: string,
		readonly about: AboutRequest,
	) {
		super(message);
		this.name = 'RequestError';
	}
}
