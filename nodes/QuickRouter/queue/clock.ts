import { sleep } from 'n8n-workflow';

/** Time, as the queue sees it. */
export interface Clock {
	/** Milliseconds since some fixed moment. */
	now(): number;
	/** Resolves after `ms` milliseconds, or as soon as the run is stopped. */
	sleep(ms: number): Promise<void>;
	/** Whether the run is stopped: nothing more is to be sent. */
	readonly stopped: boolean;
}

/**
 * The clock of this machine, which `signal` stops. One listener serves all sleepers, since Node
 * warns of a leak when a signal gets many.
 */
export function systemClock(signal: AbortSignal): Clock {
	const sleepers = new Set<() => void>();
	const wakeAll = () => {
		for (const wake of sleepers) wake();
	};
	signal.addEventListener('abort', wakeAll, { once: true });
	return {
		now: () => Date.now(),
		sleep: async (ms) => {
			if (signal.aborted) return;
			await new Promise<void>((resolve) => {
				const wake = () => {
					sleepers.delete(wake);
					resolve();
				};
				sleepers.add(wake);
				void sleep(ms).then(wake);
			});
		},
		get stopped() {
			return signal.aborted;
		},
	};
}
