/** How long a model takes of which nothing is known, in milliseconds, as fal's FLUX models do. */
export const TYPICAL_MS = 2_200;
/** How the times of one model spread before any is known: two in three within 1.5 times, or so. */
const TYPICAL_DEVIATION = 0.4;
/** How many requests that spread, and what is typical, are worth. */
const SPREAD_WEIGHT = 2;
const TYPICAL_WEIGHT = 0.5;
/** However much is known, a few requests (so many) take as long as they like, within this spread. */
const OTHERS_WEIGHT = 2;
const OTHERS_DEVIATION = 0.8;
/** Requests that were learned from are forgotten in favour of the latest so many. */
export const LATEST = 50;
/** No times are taken to lie closer together than this. */
const NARROWEST = 0.05;

/** What lies so many deviations off is far; sooner than the first poll, less is enough. */
const FAR = 3;
const FAR_BEFORE_FIRST_POLL = 1.2;
/** How the times spread that may have become typical since one was far. */
const CHANGED_DEVIATION = 0.45;
/** What ended before the first poll is taken to have ended at this share of the time until then. */
const SHARE_UNTIL_FIRST_POLL = 0.7;

/** Times, as natural logarithms of milliseconds. */
export interface Times {
	middle: number;
	/** Their standard deviation. */
	deviation: number;
	/** How many requests it is worth. */
	weight: number;
}

/**
 * How long requests of a kind are believed to take, learned from those that have ended. One that is
 * far off counts as if it were less far; if the next is as far off, times have changed, and what was
 * known before is forgotten.
 */
export class Belief {
	private typical: number;
	private ended = 0;
	private mean = 0;
	/** The sum of the squares of distances from the mean. */
	private squares = 0;
	/** When the last request ended, if that was far off. */
	private far?: number;

	/** @param typicalMs how long the model usually takes */
	constructor(typicalMs = TYPICAL_MS) {
		this.typical = Math.log(typicalMs);
	}

	/** What may be true, each as likely as its weight. */
	get times(): Times[] {
		const { middle, deviation } = this.likely();
		const weight = this.ended + 2 * TYPICAL_WEIGHT;
		const others = { middle, deviation: OTHERS_DEVIATION, weight: OTHERS_WEIGHT };
		const likely = [{ middle, deviation, weight }, others];
		if (this.far === undefined) return likely;
		return [...likely, { middle: this.far, deviation: CHANGED_DEVIATION, weight }];
	}

	/** Learns from a request that ended between two polls, at these ages; `lastMs` is 0 before the first. */
	learn(lastMs: number, endMs: number): void {
		const isBeforeFirst = lastMs <= 0;
		const took = Math.log(
			Math.max(1, isBeforeFirst ? endMs * SHARE_UNTIL_FIRST_POLL : Math.sqrt(lastMs * endMs)),
		);
		const isFirst = this.ended === 0;
		const { middle, deviation } = this.likely();
		const distance = (took - middle) / deviation;
		if (this.far !== undefined && this.isNearer(took, this.far, distance)) {
			this.beginWith(this.far);
			this.add(took);
			return;
		}
		const isFar = Math.abs(distance) > (isBeforeFirst ? FAR_BEFORE_FIRST_POLL : FAR);
		this.far = isFar && !isFirst ? took : undefined;
		const clipped = Math.min(FAR, Math.max(-FAR, distance));
		this.add(isFirst ? took : middle + clipped * deviation);
	}

	/** What foretells the next, by what is typical and what was learned. */
	private likely(): Omit<Times, 'weight'> {
		const known = this.ended + TYPICAL_WEIGHT;
		const middle = (this.typical * TYPICAL_WEIGHT + this.mean * this.ended) / known;
		const squares = this.squares + SPREAD_WEIGHT * TYPICAL_DEVIATION ** 2;
		const variance = squares / (this.ended + SPREAD_WEIGHT);
		return { middle, deviation: Math.max(NARROWEST, Math.sqrt(variance * (1 + 1 / known))) };
	}

	private isNearer(took: number, far: number, distance: number): boolean {
		const isSameSide = took < this.likely().middle === far < this.likely().middle;
		return isSameSide && Math.abs(took - far) / CHANGED_DEVIATION < Math.abs(distance);
	}

	private beginWith(typical: number): void {
		this.typical = typical;
		this.ended = 0;
		this.mean = 0;
		this.squares = 0;
		this.far = undefined;
	}

	private add(took: number): void {
		if (this.ended === LATEST) {
			this.ended--;
			this.squares *= this.ended / LATEST;
		}
		this.ended++;
		const distance = took - this.mean;
		this.mean += distance / this.ended;
		this.squares += distance * (took - this.mean);
	}
}
