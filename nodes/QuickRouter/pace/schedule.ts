import { Belief, type Times } from './belief';

/** Never closer together than this, in milliseconds. */
const SHORTEST_MS = 100;
/** Never further apart, by themselves. */
const LONGEST_MS = 30_000;
/** Nor further than this share of the request's age, so that no request is forgotten for long. */
const LARGEST_SHARE = 0.25;
/** How sparse polls are: fewer if larger. */
const SPARSENESS = 0.178;
/**
 * How polls gather where requests end: 0 spreads them evenly over the orders of magnitude, 0.5 gives
 * the least mean lag, 1 the least median lag and a long tail.
 */
const FOCUS = 0.7;
/** The first poll comes a little before the others would have it: what is early is not known yet. */
const FIRST_SHARE = 0.7;
/** A poll may come by this share sooner or later, so that a batch does not poll in step. */
const JITTER = 0.1;
/** Step of the integration over the logarithm of the age. */
const STEP = 0.02;
/** The standard deviation of a logistic distribution of width 1. */
const DEVIATION = Math.PI / Math.sqrt(3);

/** When to poll requests. */
export interface Strategy {
	/**
	 * The age in milliseconds of the next poll of a request; `ageMs` is that of the last, or 0.
	 *
	 * @param sparseness how sparse polls should be, 1 being as usual
	 */
	nextPollMs(ageMs: number, sparseness?: number): number;
	/** Learns from a request that ended after the poll at `lastMs` (or 0), and before that at `endMs`. */
	learn(lastMs: number, endMs: number): void;
}

/**
 * When to poll requests that take alike, learned from those that have ended. Polls are dense
 * where the requests still running are likely to end, and sparse elsewhere; a request that is late
 * is polled in proportion to its age, so that its polls grow with the age's logarithm.
 */
export class Schedule implements Strategy {
	private readonly belief: Belief;

	/**
	 * @param random gives numbers from 0 to 1
	 * @param typicalMs how long the model usually takes
	 */
	constructor(
		private readonly random: () => number = Math.random,
		private readonly focus = FOCUS,
		typicalMs?: number,
	) {
		this.belief = new Belief(typicalMs);
	}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const varied = 1 + JITTER * (2 * this.random() - 1);
		const share = LARGEST_SHARE * Math.min(1, sparseness) * varied;
		const furthest = ageMs === 0 ? Infinity : Math.log(ageMs * (1 + share));
		let left = (ageMs === 0 ? FIRST_SHARE : 1) * varied * SPARSENESS * sparseness;
		let at = Math.log(Math.max(ageMs, SHORTEST_MS));
		const { times } = this.belief;
		while (left > 0 && at < furthest) {
			const density = hazardAt(at + STEP / 2, times) ** this.focus;
			at += Math.min(STEP, left / density);
			left -= STEP * density;
		}
		const gapMs = Math.exp(Math.min(at, furthest)) - ageMs;
		return ageMs + Math.ceil(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, gapMs)));
	}

	learn(lastMs: number, endMs: number): void {
		this.belief.learn(lastMs, endMs);
	}
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
