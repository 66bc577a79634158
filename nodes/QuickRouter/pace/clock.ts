import { sleep } from 'n8n-workflow';

/** Why nothing more is to be sent: a user stopped the execution, or another request ended the run. */
export type StopReason = { by: 'user' } | { by: 'failure'; error: Error };

/** Time, as the queue sees it, and whether there is any left. */
export interface Clock {
	/** Milliseconds since some fixed moment. */
	now(): number;
	/** Resolves after `ms` milliseconds, or as soon as the run is stopped. */
	sleep(ms: number): Promise<void>;
	/**
	 * Resolves with what `work` gives, or with undefined once the run is stopped; `graceMs` tells how
	 * many milliseconds of grace there are then (none by default, Infinity for no end).
	 */
	untilStopped<Value>(
		work: Promise<Value>,
		graceMs?: (reason: StopReason) => number,
	): Promise<Value | undefined>;
	/** Missing while the run goes on. */
	readonly stopped: StopReason | undefined;
}

/** A sleep cannot be ended, so that a longer one is cut: no timer outlives a stop for long. */
const LONGEST_SLEEP_MS = 1_000;

/**
 * The clock of this machine, which `execution` stops (its reason is n8n's own) or `failure` (its
 * reason is the error). One listener serves all who wait, since Node warns of a leak when a signal
 * gets many; it goes when `runOver` is aborted, because an execution may run a node many times.
 */
export function systemClock(
	execution: AbortSignal | undefined,
	failure: AbortSignal,
	runOver: AbortSignal,
): Clock {
	const waiting = new Set<() => void>();
	const wakeAll = () => {
		// A user's stop may follow a failure, and cuts its grace short
		for (const wake of [...waiting]) wake();
	};
	for (const signal of [execution, failure]) {
		signal?.addEventListener('abort', wakeAll, { once: true, signal: runOver });
	}

	const clock: Clock = {
		// Unlike the time of day, it never steps back
		now: () => performance.now(),
		sleep: async (ms) => {
			for (let leftMs = ms; leftMs > 0 && !clock.stopped; leftMs -= LONGEST_SLEEP_MS) {
				await clock.untilStopped(sleep(Math.min(leftMs, LONGEST_SLEEP_MS)));
			}
		},
		untilStopped: async (work, graceMs = () => 0) =>
			await new Promise((resolve, reject) => {
				const end = () => {
					resolve(undefined);
				};
				const stop = () => {
					const leftMs = clock.stopped ? graceMs(clock.stopped) : 0;
					if (leftMs === Infinity) return;
					if (leftMs === 0) end();
					// Unlike a sleep, this keeps no process alive: the work that it limits does, while it runs
					else AbortSignal.timeout(leftMs).addEventListener('abort', end, { once: true });
				};
				waiting.add(stop);
				if (clock.stopped) stop();
				void work.then(resolve, reject).finally(() => waiting.delete(stop));
			}),
		get stopped(): StopReason | undefined {
			if (execution?.aborted) return { by: 'user' };
			return failure.aborted ? { by: 'failure', error: failure.reason as Error } : undefined;
		},
	};
	return clock;
}
