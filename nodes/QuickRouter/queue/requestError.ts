import type { FailureDetail } from './failure';

/** What is known of a request that did not succeed. */
export interface AboutRequest {
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	/** Missing where the relay never named one. */
	requestId?: string;
	statusCode?: number;
	/** What fal or the relay said, entry by entry. */
	details?: FailureDetail[];
	/** fal's error type, such as content_policy_violation. */
	type?: string;
}

/** A request that did not succeed: what happened, and what a person can do next. */
export class RequestError extends Error {
	constructor(
		message: string,
		readonly advice: string,
		readonly about: AboutRequest,
	) {
		super(message);
		this.name = 'RequestError';
	}
}
