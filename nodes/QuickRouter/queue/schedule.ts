const SHORTEST_MS = 250;
const LONGEST_MS = 5_000;
const SHARE_OF_ELAPSED = 0.15;

/**
 * How long to wait before the next look at a request that was submitted `elapsedMs` ago: a share
 * of its age, so that the lag stays in proportion and the looks grow with the age's logarithm.
 */
export function pollDelayMs(elapsedMs: number): number {
	const delayMs = Math.round(elapsedMs * SHARE_OF_ELAPSED);
	return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, delayMs));
}
