/** Polls are never closer together than this, in milliseconds. */
export const SHORTEST_MS = 100;
/** Nor further apart. */
const LONGEST_MS = 30_000;
/** A poll may come by this share sooner or later: a batch must not poll in step. */
const JITTER = 0.1;

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

/** A pause in milliseconds, within what is allowed. */
export function pauseOf(wantedMs: number): number {
	return Math.ceil(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wantedMs)));
}

/** A figure a little larger or smaller. */
export function jittered(figure: number, random: () => number): number {
	return figure * (1 + JITTER * (2 * random() - 1));
}
