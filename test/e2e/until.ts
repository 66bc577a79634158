import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 100;
const LIMIT_MS = 120_000;

/**
 * Waits for something to be there, and gives it.
 *
 * @param what in words, for the error
 * @param look gives what is waited for; undefined or false while it is not there
 * @throws {Error} where it does not come in time; its cause is the last error that `look` threw
 */
export async function until<Value>(
	what: string,
	look: () => Promise<Value | undefined | false> | Value | undefined | false,
	limitMs = LIMIT_MS,
): Promise<Value> {
	const endMs = performance.now() + limitMs;
	let cause: unknown;
	while (performance.now() < endMs) {
		try {
			const value = await look();
			if (value !== undefined && value !== false) return value;
		} catch (error) {
			cause = error;
		}
		await sleep(EVERY_MS);
	}
	throw new Error(`Waited ${limitMs / 1_000} s in vain: ${what}`, { cause });
}
