import { TYPICAL_MS } from './belief';
import type { Strategy } from './schedule';

/** The first poll, and the pauses between the others, as shares of the mean time. */
const FIRST_SHARE = 0.3;
const PAUSE_SHARE = 0.16;
/** A late one is polled after this share of its age, at the soonest. */
const LATE_SHARE = 0.05;
const SHORTEST_MS = 100;
const LONGEST_MS = 30_000;
const JITTER = 0.1;
/** Requests that were learned from are forgotten in favour of the latest so many. */
const MEMORY = 50;

/**
 * Polls after even pauses, for requests that others wait behind: a lag delays none of them, so that
 * the longest should be short rather than the usual one.
 */
export class EvenSchedule implements Strategy {
	private ended = 0;

	/**
	 * @param meanMs how long requests are taken to run until some have ended
	 * @param random gives numbers from 0 to 1
	 */
	constructor(
		private meanMs: number = TYPICAL_MS,
		private readonly random: () => number = Math.random,
	) {}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const varied = sparseness * (1 + JITTER * (2 * this.random() - 1));
		const share = ageMs === 0 ? FIRST_SHARE : PAUSE_SHARE;
		const pauseMs = Math.max(share * this.meanMs, LATE_SHARE * ageMs) * varied;
		return ageMs + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, pauseMs));
	}

	learn(lastMs: number, endMs: number): void {
		this.ended = Math.min(MEMORY, this.ended + 1);
		this.meanMs += ((lastMs + endMs) / 2 - this.meanMs) / this.ended;
	}
}
