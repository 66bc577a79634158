import type { Result } from '../relay/result';

/** A request that the relay has accepted, as it was last seen. */
export interface RequestState {
	/** Missing where the relay answered a submit with a result, and no id. */
	requestId?: string;
	status: string;
	queuePosition?: number;
	/** Once it is finished. */
	result?: Result;
}
