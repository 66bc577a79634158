import type { Strategy } from './schedule';
import type { QueueStatus, Schedules } from './schedules';

/** One that is still in the queue is polled again after this share of its age, at the soonest. */
const SHARE_OF_AGE_QUEUED = 0.15;
const QUEUED = new Set(['IN_QUEUE', 'QUEUED']);

/** The polls of one request: when the next is due, and what they teach. Times are the clock's. */
export class Polls {
	private readonly schedule: Strategy;
	/** What to measure from: when it was last seen waiting in the queue, else its submit. */
	private latest: { sinceMs: number; schedule: Strategy };
	private lastPollMs?: number;

	constructor(
		private readonly schedules: Schedules,
		private readonly endpoint: string | undefined,
		private readonly submittedMs: number,
		queued: QueueStatus,
		/** How long the endpoint's model usually takes. */
		private readonly usualMs?: number,
	) {
		this.schedule = schedules.of(endpoint, queued, usualMs);
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
	pending(nowMs: number, queued: QueueStatus): void {
		this.lastPollMs = nowMs;
		if (!QUEUED.has(queued.status ?? '')) return;
		const schedule = this.schedules.of(this.endpoint, queued, this.usualMs);
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
