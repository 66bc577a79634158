import { Schedule, type Strategy } from './schedule';

/** How far a request is, where the relay tells. */
export interface Progress {
	status?: string;
	/** How many requests are before it. */
	queuePosition?: number;
}

/** One that is still in the queue is polled again after this share of its age, at the soonest. */
const SHARE_OF_AGE_QUEUED = 0.15;
const QUEUED = new Set(['IN_QUEUE', 'QUEUED']);

/**
 * The schedules of a run. Requests to one endpoint that are about as far from the queue's head take
 * alike; in fours and eights rather than one by one, so that each kind is soon known.
 */
export class Schedules {
	private readonly known = new Map<string, Strategy>();

	constructor(private readonly make: () => Strategy = () => new Schedule()) {}

	of(endpoint: string | undefined, { queuePosition }: Progress): Strategy {
		const distance = queuePosition === undefined ? '' : Math.floor(Math.log2(queuePosition + 1));
		const key = `${endpoint} ${distance}`;
		const known = this.known.get(key);
		if (known) return known;
		const made = this.make();
		this.known.set(key, made);
		return made;
	}
}

/** The polls of one request: when the next is due, and what they teach. Times are the clock's. */
export class Polls {
	private readonly schedule: Strategy;
	/** Its course since it was last seen waiting in the queue; until then it had not begun. */
	private latest: { sinceMs: number; schedule: Strategy };
	private lastPollMs?: number;

	constructor(
		private readonly schedules: Schedules,
		private readonly endpoint: string | undefined,
		private readonly submittedMs: number,
		progress: Progress,
	) {
		this.schedule = schedules.of(endpoint, progress);
		this.latest = { sinceMs: submittedMs, schedule: this.schedule };
	}

	/** When to poll next; polls are as sparse as a strategy's are asked to be. */
	nextMs(sparseness = 1): number {
		const { sinceMs, schedule } = this.latest;
		const lastMs = this.lastPollMs ?? sinceMs;
		const plannedMs = sinceMs + schedule.nextPollMs(lastMs - sinceMs, sparseness);
		const isQueued = sinceMs > this.submittedMs && lastMs === sinceMs;
		const age = lastMs - this.submittedMs;
		return isQueued ? Math.max(plannedMs, lastMs + SHARE_OF_AGE_QUEUED * age) : plannedMs;
	}

	/** It is not finished. */
	pending(nowMs: number, progress: Progress): void {
		this.lastPollMs = nowMs;
		if (!QUEUED.has(progress.status ?? '')) return;
		const schedule = this.schedules.of(this.endpoint, progress);
		this.latest = { sinceMs: nowMs, schedule };
	}

	/** It has ended since the last poll. */
	ended(nowMs: number): void {
		const { sinceMs, schedule } = this.latest;
		const lastMs = this.lastPollMs ?? sinceMs;
		schedule.learn(lastMs - sinceMs, nowMs - sinceMs);
		if (sinceMs > this.submittedMs) {
			this.schedule.learn(lastMs - this.submittedMs, nowMs - this.submittedMs);
		}
	}
}
