import { Load } from '../../nodes/QuickRouter/pace/load';
import type { Strategy } from '../../nodes/QuickRouter/pace/strategy';

/** Never closer together than this, in milliseconds. */
const SHORTEST_MS = 100;
/** Never further apart, by themselves. */
const LONGEST_MS = 30_000;
/** Nor further than this share of the request's age, so that no request is forgotten for long. */
const LARGEST_SHARE = 0.25;
/** How sparse polls are: fewer if larger. Where nothing is learned yet, they are a little denser. */
const SPARSENESS = 0.24;
const SPARSENESS_AT_FIRST = 0.18;
/**
 * How polls gather where requests end: 0 spreads them evenly over the orders of magnitude, 0.5 gives
 * the least mean lag, 1 the least median lag and a long tail.
 */
const FOCUS = 0.7;
/** The first poll comes a little before the others would have it: what is early is not known yet. */
const FIRST_SHARE = 0.75;
/** A poll may come by this share sooner or later, so that a batch does not poll in step. */
const JITTER = 0.1;

/** Times (natural logarithms of milliseconds) by a logistic distribution: how far they lie apart. */
interface Belief {
	middle: number;
	width: number;
	/** How many requests it rests on. */
	weight: number;
}

/** How long a model takes of which nothing is known, in milliseconds, as fal's FLUX models do. */
const USUAL_MS = 2_200;
/** Before any request has ended: nine in ten take from 0.36 to 2.8 times as long as is usual. */
const WIDTH_AT_FIRST = 0.35;
/** Requests that were learned from are forgotten in favour of the latest so many. */
const MEMORY = 50;
const NARROWEST = 0.03;
/** The standard deviation of a logistic distribution of width 1. */
const DEVIATION = Math.PI / Math.sqrt(3);
/** Step of the integration over the logarithm of the age. */
const STEP = 0.02;

/**
 * The schedule that the node had before it remembered other executions: when to poll requests that
 * take alike, learned from those that have ended. Polls are dense
 * where the requests still running are likely to end, and sparse elsewhere; a request that is late
 * is polled in proportion to its age, so that its polls grow with the age's logarithm.
 */
export class FormerSchedule implements Strategy {
	private ended = 0;
	private mean = 0;
	private variance = 0;
	private readonly atFirst: Belief;

	/**
	 * @param random gives numbers from 0 to 1
	 * @param typicalMs how long the model usually takes
	 */
	constructor(
		private readonly random: () => number = Math.random,
		private readonly focus = FOCUS,
		typicalMs = USUAL_MS,
	) {
		this.atFirst = { middle: Math.log(typicalMs), width: WIDTH_AT_FIRST, weight: 1 };
	}

	nextPollMs(ageMs: number, sparseness = 1): number {
		const varied = 1 + JITTER * (2 * this.random() - 1);
		const share = LARGEST_SHARE * Math.min(1, sparseness) * varied;
		const furthest = ageMs === 0 ? Infinity : Math.log(ageMs * (1 + share));
		const usual = this.ended === 0 ? SPARSENESS_AT_FIRST : SPARSENESS;
		let left = (ageMs === 0 ? FIRST_SHARE : 1) * varied * usual * sparseness;
		let at = Math.log(Math.max(ageMs, SHORTEST_MS));
		const beliefs = [this.atFirst, this.learned()];
		while (left > 0 && at < furthest) {
			const density = hazardAt(at + STEP / 2, beliefs) ** this.focus;
			at += Math.min(STEP, left / density);
			left -= STEP * density;
		}
		const gapMs = Math.exp(Math.min(at, furthest)) - ageMs;
		return ageMs + Math.ceil(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, gapMs)));
	}

	learn(lastMs: number, endMs: number): void {
		const took = Math.log(Math.max(1, lastMs > 0 ? Math.sqrt(lastMs * endMs) : endMs / 2));
		this.ended++;
		const share = Math.max(1 / this.ended, 1 / MEMORY);
		const distance = took - this.mean;
		this.mean += share * distance;
		this.variance = (1 - share) * (this.variance + share * distance ** 2);
	}

	private learned(): Belief {
		const weight = Math.min(this.ended, MEMORY);
		// A few that happen to take alike are no proof that all do
		const variance = (this.variance * weight + (WIDTH_AT_FIRST * DEVIATION) ** 2) / (weight + 1);
		const width = Math.max(NARROWEST, Math.sqrt(variance) / DEVIATION);
		return { middle: this.mean, width, weight };
	}
}

/** How likely a request that still runs is to end, per unit of the age's logarithm. */
function hazardAt(at: number, beliefs: Belief[]): number {
	let ending = 0;
	let running = 0;
	for (const { middle, width, weight } of beliefs) {
		if (weight === 0) continue;
		const isRunning = weight / (1 + Math.exp((at - middle) / width));
		ending += (isRunning * (1 - isRunning / weight)) / width;
		running += isRunning;
	}
	return ending / running;
}

/** How much of a run is still to be done, as it made polls sparse then. */
export class FormerLoad extends Load {
	override get sparseness(): number {
		if (this.left > this.concurrency) return 1;
		return Math.min(1.4, Math.max(0.3, this.left / Math.sqrt(this.total)));
	}
}
