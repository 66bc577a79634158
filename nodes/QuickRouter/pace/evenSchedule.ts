import { LATEST, TYPICAL_MS } from './belief';
import { jittered, pauseOf, type Strategy } from './strategy';

/** The first poll, and the pauses between the others, as shares of the mean time. */
const FIRST_SHARE = 0.3;
const PAUSE_SHARE = 0.16;
/** A late one is polled after this share of its age, at the soonest. */
const LATE_SHARE = 0.05;

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
		private meanMs = TYPICAL_MS,
		private readonly random: () => number,
	) {}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const share = ageMs === 0 ? FIRST_SHARE : PAUSE_SHARE;
		const pauseMs = Math.max(share * this.meanMs, LATE_SHARE * ageMs);
		return ageMs + pauseOf(jittered(pauseMs * sparseness, this.random));
	}

	learn(lastMs: number, endMs: number): void {
		this.ended = Math.min(LATEST, this.ended + 1);
		this.meanMs += ((lastMs + endMs) / 2 - this.meanMs) / this.ended;
	}
}
