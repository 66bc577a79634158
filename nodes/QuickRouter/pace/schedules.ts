import { Schedule, type Strategy } from './schedule';

/** How far a request is, where the relay tells. */
export interface QueueStatus {
	status?: string;
	/** How many requests are before it. */
	queuePosition?: number;
}

/**
 * The schedules of a run. Requests to one endpoint that are about as far from the queue's head take
 * alike; in fours and eights rather than one by one, so that each kind is soon known.
 */
export class Schedules {
	private readonly known = new Map<string, Strategy>();

	constructor(
		private readonly make: (usualMs?: number) => Strategy = (usualMs) =>
			new Schedule(undefined, undefined, usualMs),
	) {}

	/** @param usualMs how long the endpoint's model usually takes */
	of(endpoint: string | undefined, { queuePosition }: QueueStatus, usualMs?: number): Strategy {
		const distance = queuePosition === undefined ? '' : Math.floor(Math.log2(queuePosition + 1));
		const key = `${endpoint} ${distance}`;
		const known = this.known.get(key);
		if (known) return known;
		const made = this.make(usualMs);
		this.known.set(key, made);
		return made;
	}
}
