import type { Line } from '../../nodes/QuickRouter/pace/line';
import { Load } from '../../nodes/QuickRouter/pace/load';
import type { Memory } from '../../nodes/QuickRouter/pace/memory';
import type { Strategy } from '../../nodes/QuickRouter/pace/strategy';
import { Schedules } from '../../nodes/QuickRouter/pace/schedules';
import { sideBySide } from '../../nodes/QuickRouter/pace/sideBySide';
import { pollUntilFinished } from '../../nodes/QuickRouter/queue/poll';
import { newRunState } from '../../nodes/QuickRouter/queue/runState';
import { submit } from '../../nodes/QuickRouter/queue/submit';
import { awaited, submission } from '../../test/harness/requests';
import { SimulatedClock } from '../../test/harness/simulatedClock';
import { SimulatedRelay, type SimulatedRelayOptions } from './simulatedRelay';

export interface Scene extends Omit<SimulatedRelayOptions, 'clock'> {
	requests: number;
	/** How many are in flight at most. */
	concurrency: number;
	/** How long the endpoint's model is said to take. */
	typicalMs?: number;
}

/** A way to wait, for one run after another in a process. */
export interface Client {
	/** Gives numbers from 0 to 1. */
	random?: () => number;
	/** Makes the schedule of a kind; the node's own where it is missing. */
	make?: (typicalMs?: number) => Strategy;
	/** What it remembers of earlier runs. */
	memory?: Memory;
	/** How polls depend on what is left; as in the node where it is missing. */
	load?: (requests: number, concurrency: number) => Load;
	/** In what order it polls; as the node does where it is missing. */
	makeLine?: () => Line;
}

/** What a run was like. A lag is the time from a request's end until it is seen. */
export interface Outcome {
	/** Total time over that of a client that sees every end at once. */
	overBound: number;
	/** Lags as shares of the requests' own times. */
	lagShares: number[];
	lagsMs: number[];
	polls: number[];
	/** Submits that were refused for their rate. */
	limited: number;
}

const AGES_MS = 24 * 3_600_000;

/** The node's own way to wait. */
export function nodeClient(random: () => number): Client {
	return { random };
}

/** Runs requests as the node does, in simulated time, with a way to wait. */
export async function simulate(scene: Scene, client: Client): Promise<Outcome> {
	const clock = new SimulatedClock();
	const { requests, concurrency, others = 0, typicalMs } = scene;
	const runTimes = Array.from({ length: others + requests }, scene.runTimeMs);
	const left = runTimes.values();
	const simulated = new SimulatedRelay({
		...scene,
		clock,
		runTimeMs: () => left.next().value ?? 0,
	});
	const load = client.load?.(requests, concurrency) ?? new Load(requests, concurrency);
	const schedules = new Schedules(client);
	const shared = newRunState(simulated.relay, clock, { load, schedules });
	const work = sideBySide(runTimes.slice(others), concurrency, async () => {
		const { requestId = '', queuePosition } = await submit(shared, submission, AGES_MS);
		await pollUntilFinished(shared, awaited(requestId, { queuePosition, typicalMs }), AGES_MS);
		load.end();
	});
	await clock.passUntil(work);

	const { jobs, limited } = simulated;
	const lagsMs = jobs.map(({ doneMs, seenMs = NaN }) => seenMs - doneMs);
	const lagShares = jobs.map(({ submittedMs, doneMs, seenMs = NaN }) => {
		return (seenMs - doneMs) / (doneMs - submittedMs);
	});
	return {
		overBound: clock.now() / leastMs(runTimes, Math.min(concurrency, scene.capacity)),
		lagShares,
		lagsMs,
		polls: jobs.map(({ polls }) => polls),
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
