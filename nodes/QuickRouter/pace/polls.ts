import type { Clock } from './clock';
import type { Line, Place } from './line';
import type { Strategy } from './strategy';
import { isQueued, type QueueStatus, type Schedules } from './schedules';

/** One that is still in the queue is polled again after this share of its age, at the soonest. */
const SHARE_OF_AGE_QUEUED = 0.15;
/** How sparse polls are while others wait in line: their lag delays nothing. */
const SPARSENESS_IN_LINE = 1.25;

/** A request as far as its polls hang on it. */
export interface Polled extends QueueStatus {
	endpoint?: string;
	/** What it has in common with requests that take alike; its endpoint where it is missing. */
	kind?: string;
	/** How long the endpoint's model usually takes. */
	typicalMs?: number;
}

/** The polls of one request: when the next is due, and what they teach. Times are the clock's. */
export class Polls {
	private readonly kind: string;
	private readonly line: Line;
	private readonly place: Place;
	private readonly schedule: Strategy;
	/** What to measure from: when it was last seen waiting, or its turn came; else its submit. */
	private latest: { sinceMs: number; schedule: Strategy };
	private lastPollMs?: number;

	/** To be ended by {@link leave} in any case. */
	constructor(
		private readonly schedules: Schedules,
		private readonly submittedMs: number,
		private readonly request: Polled,
	) {
		const { endpoint = '', kind = endpoint, typicalMs, queuePosition } = request;
		this.kind = kind;
		this.schedule = schedules.of(kind, request, typicalMs);
		this.latest = { sinceMs: submittedMs, schedule: this.schedule };
		this.line = schedules.lineOf(endpoint);
		this.place = this.line.join(submittedMs, typicalMs, queuePosition);
	}

	/**
	 * Waits until it is to be polled: not before `soonestMs`, and at `latestMs` at the latest, or until
	 * the run is stopped. While it waits in line, it is polled only as a probe.
	 *
	 * @param sparseness how sparse polls should be, 1 being as usual
	 */
	async due(
		clock: Clock,
		{ soonestMs, latestMs }: { soonestMs: number; latestMs: number },
		sparseness: () => number,
	): Promise<void> {
		const { line, place } = this;
		for (let isDue = false; !isDue && !clock.stopped && clock.now() < latestMs;) {
			const nowMs = clock.now();
			const isProbe = place.turnMs === undefined && line.takeProbe(place, nowMs);
			isDue = isProbe || place.turnMs !== undefined;
			const nextMs = isProbe ? nowMs : this.nextLookMs(nowMs, sparseness);
			const untilMs = Math.min(latestMs, Math.max(nextMs, soonestMs));
			await clock.sleep(Math.max(0, untilMs - nowMs));
		}
	}

	/** When to poll next; polls are as sparse as a strategy's are asked to be. */
	nextMs(sparseness = 1): number {
		const { sinceMs, schedule } = this.latest;
		const lastMs = Math.max(this.lastPollMs ?? sinceMs, sinceMs);
		const plannedMs = sinceMs + schedule.nextPollMs(lastMs - sinceMs, sparseness);
		const wasQueued = sinceMs > this.submittedMs && this.lastPollMs === sinceMs;
		const age = lastMs - this.submittedMs;
		return wasQueued ? Math.max(plannedMs, lastMs + SHARE_OF_AGE_QUEUED * age) : plannedMs;
	}

	/** It is not finished. */
	pending(nowMs: number, queued: QueueStatus): void {
		this.lastPollMs = nowMs;
		if (!isQueued(queued)) return;
		const schedule = this.schedules.of(this.kind, queued, this.request.typicalMs);
		this.latest = { sinceMs: nowMs, schedule };
	}

	/** It has ended since the last poll. */
	ended(nowMs: number): void {
		const hasWaited = this.place.turnMs !== this.submittedMs;
		const { sinceMs, schedule } = this.latest;
		const lastMs = Math.max(this.lastPollMs ?? sinceMs, sinceMs);
		if (!hasWaited || sinceMs > this.submittedMs) schedule.learn(lastMs - sinceMs, nowMs - sinceMs);
		if (!hasWaited && sinceMs > this.submittedMs) {
			this.schedule.learn(lastMs - this.submittedMs, nowMs - this.submittedMs);
		}
		this.leave(nowMs, true);
	}

	/** Nobody waits for it any longer. To be called in any case. */
	leave(nowMs: number, hasEnded = false): void {
		this.line.leave(this.place, nowMs, hasEnded);
	}

	/** When to poll it, or while it waits in line, to look whether it still does. */
	private nextLookMs(nowMs: number, sparseness: () => number): number {
		const { turnMs } = this.place;
		if (turnMs === undefined) return this.line.nextLookMs(this.place, nowMs);
		this.countFrom(turnMs);
		return this.nextMs(this.line.isLong ? SPARSENESS_IN_LINE : sparseness());
	}

	/** Its turn has come after it waited in line: then it began to run, or is soon to. */
	private countFrom(turnMs: number): void {
		if (turnMs <= this.latest.sinceMs) return;
		const schedule = this.schedules.fromTurn(this.kind, this.request.typicalMs);
		this.latest = { sinceMs: turnMs, schedule };
	}
}
