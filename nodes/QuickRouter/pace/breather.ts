import { sleep } from 'n8n-workflow';

/** So long may work hold the event loop, which all executions of n8n's process share. */
const SLICE_MS = 20;

/**
 * Makes a function that work calls between its parts: it lets others have their turn whenever a slice
 * of time is over. Parts that run side by side pass one after the other, or all would follow one pause.
 */
export function breather(): () => Promise<void> {
	let sinceMs = performance.now();
	const pause = async () => {
		if (performance.now() - sinceMs < SLICE_MS) return;
		await sleep(0);
		sinceMs = performance.now();
	};
	let latest = Promise.resolve();
	return () => (latest = latest.then(pause));
}
