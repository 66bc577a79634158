const FIRST_MS = 1_000;
export const LONGEST_BACKOFF_MS = 15_000;

/**
 * How long to wait before trying again, in milliseconds: doubles with each try, up to a limit.
 *
 * @param repetition 1 for the first
 */
export function backoffMs(repetition: number, firstMs = FIRST_MS): number {
	return Math.min(LONGEST_BACKOFF_MS, firstMs * 2 ** (repetition - 1));
}
