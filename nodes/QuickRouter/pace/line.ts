import { TYPICAL_MS } from './belief';

/** So many of the latest ends tell in what order the relay works. */
const LATEST = 20;
/** With fewer ends than this, their order tells nothing. */
const FEWEST = 3;
/** Where no more than so many times those whose turn it is are in flight, all are polled. */
const SPARING_FROM = 1.5;
/** After so many ends, or when none was seen for so many times the usual, one out of turn is polled. */
const ENDS_UNTIL_PROBE = 8;
const PAUSES_UNTIL_PROBE = 6;
/** The time between two ends as a share of how long requests usually take, until some have ended. */
const SHARE_OF_TYPICAL = 0.25;
/** How soon one that waits looks again whether it is its turn, in milliseconds. */
const SOONEST_LOOK_MS = 100;
const LATEST_LOOK_MS = 5_000;

/** A request in flight. Times are the clock's. */
export interface Place {
	readonly joinedMs: number;
	/** Since when it may be running: since it was submitted, or was among the oldest; missing while it waits. */
	turnMs?: number;
	readonly typicalMs: number;
}

/**
 * The requests of a run that are in flight, in the order in which they were submitted. Most relays
 * work in that order, a few at a time: then only the oldest need be polled. How many, follows
 * from where in the line those stood that have ended, and from the queue positions that the relay
 * tells. Some of the others are polled now and then: one of them that has ended shows a relay
 * that works in another order.
 */
export class Line {
	private readonly places: Place[] = [];
	/** How many were before those that ended last, and when that was seen. */
	private ends: { before: number; atMs: number }[] = [];
	/** How many run at a time by the relay's queue positions. */
	private told?: number;
	private endsSinceProbe = 0;
	private probesSinceEnd = 0;
	private lastNewsMs = 0;

	/** @param random gives numbers from 0 to 1 */
	constructor(private readonly random: () => number) {}

	/**
	 * @param typicalMs how long the endpoint's model usually takes
	 * @param queuePosition how many wait before it, if the relay tells
	 */
	join(nowMs: number, typicalMs = TYPICAL_MS, queuePosition = 0): Place {
		const before = this.places.length;
		if (before === 0) this.lastNewsMs = nowMs;
		if (queuePosition > 0) this.told = Math.max(1, before - queuePosition);
		const place: Place = { joinedMs: nowMs, typicalMs };
		this.places.push(place);
		if (before < this.running) place.turnMs = nowMs;
		return place;
	}

	/** @param hasEnded whether the relay said so, rather than that nobody waits any longer */
	leave(place: Place, nowMs: number, hasEnded: boolean): void {
		const before = this.places.indexOf(place);
		if (before < 0) return;
		this.places.splice(before, 1);
		if (hasEnded) {
			this.ends = [...this.ends, { before, atMs: nowMs }].slice(-LATEST);
			this.endsSinceProbe++;
			this.probesSinceEnd = 0;
			this.lastNewsMs = nowMs;
		}
		const { running } = this;
		for (const [index, other] of this.places.entries()) {
			if (running === Infinity) other.turnMs = other.joinedMs;
			else if (index < running) other.turnMs ??= nowMs;
			// What seemed to run waits, as it turns out
			else other.turnMs = undefined;
		}
	}

	/** Whether one that waits is to be polled out of turn; then the others need not. */
	takeProbe(place: Place, nowMs: number): boolean {
		// The longer nothing ends, the sooner others are looked at
		const pauses = Math.max(1, PAUSES_UNTIL_PROBE / 2 ** this.probesSinceEnd);
		const isQuiet = nowMs - this.lastNewsMs > pauses * this.pauseMs(place.typicalMs);
		const isProbe = isQuiet || this.endsSinceProbe >= ENDS_UNTIL_PROBE;
		if (!isProbe) return false;
		this.probesSinceEnd++;
		this.endsSinceProbe = 0;
		this.lastNewsMs = nowMs;
		return true;
	}

	/** When to look again whether it is a request's turn: at different times, so that any may be the probe. */
	nextLookMs(place: Place, nowMs: number): number {
		const lookMs = this.pauseMs(place.typicalMs) * (0.5 + this.random());
		return nowMs + Math.min(LATEST_LOOK_MS, Math.max(SOONEST_LOOK_MS, lookMs));
	}

	/** Whether some wait for their turn. */
	get isLong(): boolean {
		return this.places.length > this.running;
	}

	/** How many of the oldest may be running; the others wait. */
	get running(): number {
		const running = Math.max(this.told ?? 0, this.byEnds);
		if (running === 0) return Infinity;
		if (this.told !== undefined) return running;
		return this.places.length > SPARING_FROM * running ? running : Infinity;
	}

	private get byEnds(): number {
		const { length } = this.ends;
		const furthest = Math.max(-1, ...this.ends.map(({ before }) => before));
		if (length < FEWEST) return this.told !== undefined && furthest < 2 * this.told ? 0 : Infinity;
		// The fewer were seen, the more may lie beyond
		return Math.ceil((furthest + 1) * (1 + 2 / length));
	}

	/** The usual time between two ends, in milliseconds. */
	private pauseMs(typicalMs: number): number {
		const [first, last] = [this.ends[0], this.ends.at(-1)];
		const seenMs = first && last ? last.atMs - first.atMs : 0;
		const seen = Math.max(0, this.ends.length - 1);
		return (seenMs + typicalMs * SHARE_OF_TYPICAL * FEWEST) / (seen + FEWEST);
	}
}
