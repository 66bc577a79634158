import { LATEST, TYPICAL_MS, type Times } from '../../nodes/QuickRouter/pace/belief';
import { Load } from '../../nodes/QuickRouter/pace/load';
import { DEVIATION, nextPollMs } from '../../nodes/QuickRouter/pace/schedule';
import type { Strategy } from '../../nodes/QuickRouter/pace/strategy';

/** How sparse polls were. Where nothing was learned yet, they were a little denser. */
const SPARSENESS = 0.24;
const SPARSENESS_AT_FIRST = 0.18;
const FIRST_SHARE = 0.75;
const FOCUS = 0.7;
const LARGEST_SHARE = 0.25;
/** Before any request had ended: nine in ten take from 0.36 to 2.8 times as long as is usual. */
const DEVIATION_AT_FIRST = 0.35 * DEVIATION;
const NARROWEST = 0.03 * DEVIATION;

/**
 * The schedule that the node had before it remembered other executions: it knew one usual time for all
 * models, and went by that and by what the run itself had taught.
 */
export class FormerSchedule implements Strategy {
	private ended = 0;
	private mean = 0;
	private variance = 0;

	/** @param random gives numbers from 0 to 1 */
	constructor(private readonly random: () => number) {}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const usual = this.ended === 0 ? SPARSENESS_AT_FIRST : SPARSENESS;
		const gap = usual * (ageMs === 0 ? FIRST_SHARE : 1);
		const atFirst = { middle: Math.log(TYPICAL_MS), deviation: DEVIATION_AT_FIRST, weight: 1 };
		const spacing = { gap, focus: FOCUS, largestShare: LARGEST_SHARE };
		return nextPollMs(ageMs, [atFirst, this.learned()], spacing, sparseness, this.random);
	}

	learn(lastMs: number, endMs: number): void {
		const took = Math.log(Math.max(1, lastMs > 0 ? Math.sqrt(lastMs * endMs) : endMs / 2));
		this.ended++;
		const share = Math.max(1 / this.ended, 1 / LATEST);
		const distance = took - this.mean;
		this.mean += share * distance;
		this.variance = (1 - share) * (this.variance + share * distance ** 2);
	}

	private learned(): Times {
		const weight = Math.min(this.ended, LATEST);
		// A few that happen to take alike are no proof that all do
		const variance = (this.variance * weight + DEVIATION_AT_FIRST ** 2) / (weight + 1);
		return { middle: this.mean, deviation: Math.max(NARROWEST, Math.sqrt(variance)), weight };
	}
}

/** How much of a run is still to be done, as it made polls sparse then. */
export class FormerLoad extends Load {
	override get sparseness(): number {
		if (this.left > this.concurrency) return 1;
		return Math.min(1.4, Math.max(0.3, this.left / Math.sqrt(this.total)));
	}
}
