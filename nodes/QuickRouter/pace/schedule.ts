import { Belief, type Times } from './belief';
import { jittered, pauseOf, SHORTEST_MS, type Strategy } from './strategy';

/** How polls are spread over the times at which requests may end. */
export interface Spacing {
	/** How far polls lie apart, as usual: fewer if larger. */
	gap: number;
	/**
	 * How polls gather where requests end: 0 spreads them evenly over the orders of magnitude, 0.5 gives
	 * the least mean lag, 1 the least median lag and a long tail.
	 */
	focus: number;
	/** Polls are no further apart than this share of the request's age, so that none is forgotten for long. */
	largestShare: number;
}

const SPACING: Spacing = { gap: 0.184, focus: 0.68, largestShare: 0.215 };
/** The first poll comes a little before the others would have it: what is early is not known yet. */
const FIRST_SHARE = 0.8;
/** Step of the integration over the logarithm of the age. */
const STEP = 0.02;
/** The standard deviation of a logistic distribution of width 1. */
export const DEVIATION = Math.PI / Math.sqrt(3);

/**
 * When to poll requests that take alike, learned from those that have ended. Polls are dense
 * where the requests still running are likely to end, and sparse elsewhere; a request that is late
 * is polled in proportion to its age, so that its polls grow with the age's logarithm.
 */
export class Schedule implements Strategy {
	private readonly belief: Belief;

	/**
	 * @param typicalMs how long the model usually takes
	 * @param random gives numbers from 0 to 1
	 */
	constructor(
		typicalMs?: number,
		private readonly random: () => number = Math.random,
	) {
		this.belief = new Belief(typicalMs);
	}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const gap = SPACING.gap * (ageMs === 0 ? FIRST_SHARE : 1);
		return nextPollMs(ageMs, this.belief.times, { ...SPACING, gap }, sparseness, this.random);
	}

	learn(lastMs: number, endMs: number): void {
		this.belief.learn(lastMs, endMs);
	}
}

/**
 * The age of the next poll, where it is believed when requests end.
 *
 * @param sparseness how much further apart they should lie
 */
export function nextPollMs(
	ageMs: number,
	times: Times[],
	{ gap, focus, largestShare }: Spacing,
	sparseness: number,
	random: () => number,
): number {
	const varied = jittered(1, random);
	const share = largestShare * Math.min(1, sparseness) * varied;
	const furthest = ageMs === 0 ? Infinity : Math.log(ageMs * (1 + share));
	let left = varied * gap * sparseness;
	let at = Math.log(Math.max(ageMs, SHORTEST_MS));
	while (left > 0 && at < furthest) {
		const density = hazardAt(at + STEP / 2, times) ** focus;
		at += Math.min(STEP, left / density);
		left -= STEP * density;
	}
	return ageMs + pauseOf(Math.exp(Math.min(at, furthest)) - ageMs);
}

/**
 * How likely a request that still runs is to end, per unit of the age's logarithm. Times are taken to
 * lie by a logistic distribution, whose tail polls late requests in proportion to their age.
 */
function hazardAt(at: number, times: Times[]): number {
	let ending = 0;
	let running = 0;
	for (const { middle, deviation, weight } of times) {
		const width = deviation / DEVIATION;
		const isRunning = 1 / (1 + Math.exp((at - middle) / width));
		ending += (weight * isRunning * (1 - isRunning)) / width;
		running += weight * isRunning;
	}
	return ending / running;
}
