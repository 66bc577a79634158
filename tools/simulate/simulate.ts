import { Load } from '../../nodes/QuickRouter/pace/load';
import { Schedules } from '../../nodes/QuickRouter/pace/schedules';
import { share } from '../../nodes/QuickRouter/queue/shared';
import type { Strategy } from '../../nodes/QuickRouter/pace/schedule';
import { sideBySide } from '../../nodes/QuickRouter/pace/sideBySide';
import { submit } from '../../nodes/QuickRouter/queue/submit';
import { pollUntilFinished } from '../../nodes/QuickRouter/queue/poll';
import { SimulatedClock } from '../../test/harness/simulatedClock';
import { awaited, submission } from '../../test/harness/requests';
import { SimulatedRelay, type SimulatedRelayOptions } from './simulatedRelay';

export interface Scene extends Pick<SimulatedRelayOptions, 'runTimeMs' | 'submitsPerSecond'> {
	requests: number;
	/** How many are in flight at most. */
	concurrency: number;
	/** How many the relay runs at once. */
	capacity: number;
	/** How polls depend on what is left; as in the node where it is missing. */
	load?: () => Load;
}

/** What a run was like. A lag is the time from a request's end until it is seen. */
export interface Outcome {
	/** Total time over that of a client that sees every end at once. */
	overBound: number;
	/** Lags as shares of the requests' own times, from the least. */
	lagShares: number[];
	meanLagMs: number;
	pollsPerRequest: number;
	/** Submits that were refused for their rate. */
	limited: number;
}

const AGES_MS = 24 * 3_600_000;

/** Runs requests as the node does, in simulated time, with a strategy of waiting. */
export async function simulate(scene: Scene, strategy: () => Strategy): Promise<Outcome> {
	const clock = new SimulatedClock();
	const runTimes = Array.from({ length: scene.requests }, scene.runTimeMs);
	const left = runTimes.values();
	const simulated = new SimulatedRelay({
		...scene,
		clock,
		runTimeMs: () => left.next().value ?? 0,
	});
	const load = scene.load?.() ?? new Load(scene.requests, scene.concurrency);
	const run = share(simulated.relay, clock, { load, schedules: new Schedules(strategy) });
	const work = sideBySide(runTimes, scene.concurrency, async () => {
		const submitted = await submit(run, submission, AGES_MS);
		const { requestId = '', queuePosition } = submitted;
		await pollUntilFinished(run, awaited(requestId, { queuePosition }), AGES_MS);
		load.end();
	});
	await clock.passUntil(work);

	const { jobs, limited } = simulated;
	const lagsMs = jobs.map(({ doneMs, seenMs = NaN }) => seenMs - doneMs);
	const shares = jobs.map(({ submittedMs, doneMs, seenMs = NaN }) => {
		return (seenMs - doneMs) / (doneMs - submittedMs);
	});
	return {
		overBound: clock.now() / leastMs(runTimes, Math.min(scene.concurrency, scene.capacity)),
		lagShares: shares.sort((one, other) => one - other),
		meanLagMs: mean(lagsMs),
		pollsPerRequest: mean(jobs.map(({ polls }) => polls)),
		limited,
	};
}

/** The time in which so many at once work off these, in their order. */
export function leastMs(runTimesMs: number[], atOnce: number): number {
	const freeMs = Array.from({ length: Math.min(atOnce, runTimesMs.length) }, () => 0);
	for (const runTimeMs of runTimesMs) {
		const slot = freeMs.indexOf(Math.min(...freeMs));
		freeMs[slot] = (freeMs[slot] ?? 0) + runTimeMs;
	}
	return Math.max(...freeMs);
}

/** The number below which such a part of them lies; they are sorted. */
export function quantile(sorted: number[], part: number): number {
	return sorted[Math.floor(sorted.length * part)] ?? NaN;
}

export function mean(numbers: number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
