import { backoffMs, LONGEST_BACKOFF_MS } from './backoff';
import type { Clock } from './clock';

/** What calls are about; a relay may limit the rate of each kind by itself. */
type CallKind = 'submit' | 'poll';

/** What became of a call: it was let pass, limited, answered without sense, or not answered at all. */
export type Passage = 'passed' | 'limited' | 'unclear' | 'lost';

/** The least pause where the relay itself asks for one; doubles like the others. */
const SHORTEST_PAUSE_MS = 25;
/** How far apart calls are after a limit before which none has passed, to tell the rate by. */
const FIRST_INTERVAL_MS = 250;
/** How much further apart they are when none has passed between two limits. */
const WIDER = 1.25;
/** So long they keep to the speed that is known: longer each time that a higher one was limited. */
const SHORTEST_HOLD_MS = 4_000;
const LONGEST_HOLD_MS = 60_000;
/** How much closer together they are then after each that has passed, to find out whether they may. */
const CLOSER = 0.85;
/** However far apart they are, the speed doubles in this time. */
const RECOVERY_MS = 10_000;
/** At so many times the speed that was known, the limit is taken to be lifted. */
const LIFTED_TIMES = 3;
/** Calls closer together than this are not held apart. */
const CLOSEST_MS = 5;

/** What is known of the rate at which calls of a kind are let pass. */
class Rate {
	/** Time between two calls; 0 while no limit is known. */
	intervalMs = 0;
	nextMs = 0;
	/** Time between two calls that the relay is known to let pass. */
	private knownMs = 0;
	private limitedInARow = 0;
	/** How many calls have passed, and since when, to tell what the relay lets pass in that time. */
	private passed = 0;
	private sinceMs: number;
	private slowedMs = -Infinity;
	/** How long the known speed is kept, from `sinceMs` on. */
	private holdMs = 0;

	constructor(nowMs: number) {
		this.sinceMs = nowMs;
	}

	/** @param sentMs when the call was sent */
	pass(sentMs: number): void {
		// What was under way already when another was limited is no proof of a speed
		if (sentMs <= this.slowedMs) return;
		this.passed++;
		this.limitedInARow = 0;
		if (this.isHeldAt(sentMs)) return;
		this.intervalMs *= Math.min(CLOSER, 0.5 ** (this.intervalMs / RECOVERY_MS));
		if (this.intervalMs < CLOSEST_MS) this.intervalMs = 0;
		if (this.intervalMs < this.knownMs / LIFTED_TIMES) {
			this.knownMs = this.intervalMs;
			this.holdMs = 0;
		}
	}

	/** @returns for how long nothing more should be sent, in milliseconds */
	limit(nowMs: number, sentMs: number, askedMs: number | undefined): number {
		// Calls that were under way already when another was limited tell nothing new
		const isNews = sentMs > this.slowedMs;
		if (isNews) this.limitedInARow++;
		const pauseMs =
			askedMs === undefined
				? backoffMs(this.limitedInARow)
				: Math.max(askedMs, backoffMs(this.limitedInARow, SHORTEST_PAUSE_MS));
		if (isNews) this.slow(nowMs, nowMs + pauseMs);
		return pauseMs;
	}

	private slow(nowMs: number, untilMs: number): void {
		const measuredMs = this.passed > 0 ? (untilMs - this.sinceMs) / this.passed : FIRST_INTERVAL_MS;
		// What is limited at a speed that was let pass before is limited for another reason
		if (this.knownMs === 0) this.knownMs = Math.min(LONGEST_BACKOFF_MS, measuredMs);
		else if (this.passed === 0) this.knownMs = Math.min(LONGEST_BACKOFF_MS, this.knownMs * WIDER);
		// So is what is limited while that speed is kept, which is no use then
		this.holdMs = this.isHeldAt(nowMs)
			? 0
			: Math.min(LONGEST_HOLD_MS, 2 * this.holdMs || SHORTEST_HOLD_MS);
		this.intervalMs = this.knownMs;
		this.passed = 0;
		this.slowedMs = nowMs;
		this.sinceMs = untilMs;
	}

	private isHeldAt(atMs: number): boolean {
		return atMs < this.sinceMs + this.holdMs;
	}
}

/**
 * One limit to the rate of all calls of a run. When the relay limits the rate, all of them pause;
 * then those of the kind that was limited go on one by one, as fast as the relay was seen to let them
 * pass, and after a while faster step by step, to find out whether they may.
 */
export class RateLimiter {
	private pausedUntilMs = -Infinity;
	private readonly rates: Record<CallKind, Rate>;
	/** How often the relay has limited the rate. */
	limits = 0;

	constructor(private readonly clock: Clock) {
		const nowMs = clock.now();
		this.rates = { submit: new Rate(nowMs), poll: new Rate(nowMs) };
	}

	/** How long a call would have to wait for its turn, in milliseconds. */
	waitMs(kind: CallKind): number {
		return Math.max(0, Math.max(this.pausedUntilMs, this.rates[kind].nextMs) - this.clock.now());
	}

	/**
	 * Waits until it is a call's turn, but no longer than until `latestMs` of the clock, or until the
	 * run is stopped.
	 *
	 * @returns whether its turn has come
	 */
	async acquire(kind: CallKind, latestMs: number): Promise<boolean> {
		const rate = this.rates[kind];
		for (;;) {
			const nowMs = this.clock.now();
			const waitMs = this.waitMs(kind);
			if (waitMs <= 0) {
				rate.nextMs = nowMs + rate.intervalMs;
				return true;
			}
			if (this.clock.stopped || nowMs >= latestMs) return false;
			await this.clock.sleep(Math.min(waitMs, latestMs - nowMs));
		}
	}

	/**
	 * Learns from what became of a call that was sent at `sentMs`. A Retry-After (`askedMs`) with a
	 * limit, or with an answer that makes no sense, is for all; with others it is for that request alone.
	 */
	record(call: CallKind, sentMs: number, passage: Passage, askedMs: number | undefined): void {
		if (passage === 'limited') {
			this.limits++;
			this.pause(this.rates[call].limit(this.clock.now(), sentMs, askedMs));
			return;
		}
		if (passage !== 'lost') this.rates[call].pass(sentMs);
		if (passage === 'unclear' && askedMs !== undefined) this.pause(askedMs);
	}

	private pause(ms: number): void {
		this.pausedUntilMs = Math.max(this.pausedUntilMs, this.clock.now() + ms);
	}
}
