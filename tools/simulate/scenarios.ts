import { Bounded } from '../../nodes/QuickRouter/pace/memory';
import type { Strategy } from '../../nodes/QuickRouter/pace/strategy';
import { logNormal, runTimes, type RunTimes } from './runTimes';
import { mean, quantile, simulate, type Client, type Outcome, type Scene } from './simulate';

/** What a scenario came to, over all its runs. */
export interface Figures {
	lagP50: number;
	lagP95: number;
	lagP95Ms: number;
	polls: number;
	overBound: number;
}

/** What a relay may be like. */
export type Setting = Partial<Pick<Scene, 'connectMs' | 'tellsPosition' | 'order' | 'others'>>;

/** Measures a client, over so many times the usual number of runs. */
export type Measure = (
	client: () => Client,
	random: () => number,
	times: number,
	setting?: Setting,
) => Promise<Figures>;

const alone = { requests: 1, concurrency: 10, capacity: 10 };

/** Single requests, one execution after another in a process; those from `first` on are measured. */
export function singles(
	processes: number,
	count: number,
	first: number,
	timesOf: (index: number) => RunTimes,
	typicalMs?: number,
): Measure {
	return async (makeClient, random, times, setting) => {
		const outcomes: Outcome[] = [];
		for (let process = 0; process < processes * times; process++) {
			const client = makeClient();
			for (let index = 0; index < count; index++) {
				const runTimeMs = () => timesOf(index)(random);
				const outcome = await simulate({ ...alone, ...setting, typicalMs, runTimeMs }, client);
				if (index >= first) outcomes.push(outcome);
			}
		}
		return figuresOf(outcomes);
	};
}

/** Batches, each in a process of its own; their requests from `first` on are measured. */
export function batches(
	runs: number,
	scene: Pick<Scene, 'requests' | 'concurrency' | 'capacity'>,
	times: RunTimes,
	first = 0,
): Measure {
	return async (makeClient, random, factor, setting) => {
		const outcomes: Outcome[] = [];
		for (let run = 0; run < runs * factor; run++) {
			const drawn = { ...scene, ...setting, runTimeMs: () => times(random) };
			const { lagShares, lagsMs, polls, ...others } = await simulate(drawn, makeClient());
			const from = <Figure>(figures: Figure[]) => figures.slice(first);
			outcomes.push({
				...others,
				lagShares: from(lagShares),
				lagsMs: from(lagsMs),
				polls: from(polls),
			});
		}
		return figuresOf(outcomes);
	};
}

/** A memory for one process. */
export const newMemory = () => new Bounded<Strategy>(10);

function figuresOf(outcomes: Outcome[]): Figures {
	const sorted = (of: (outcome: Outcome) => number[]) =>
		outcomes.flatMap(of).sort((one, other) => one - other);
	const shares = sorted(({ lagShares }) => lagShares);
	return {
		lagP50: quantile(shares, 0.5),
		lagP95: quantile(shares, 0.95),
		lagP95Ms: quantile(
			sorted(({ lagsMs }) => lagsMs),
			0.95,
		),
		polls: mean(outcomes.flatMap(({ polls }) => polls)),
		overBound: mean(outcomes.map(({ overBound }) => overBound)),
	};
}

const slowHour = (index: number) => logNormal(index < 50 ? 6_000 : 2_000, 0.25);
const over10 = { requests: 200, concurrency: 100, capacity: 10 };

/** What is to be reached, and how it is measured. */
export const scenarios: Record<string, { toReach: string; measure: Measure }> = {
	'one image after 20, spread 0.2': {
		toReach: '4 / 12 %, 5.5 polls',
		measure: singles(40, 21, 20, () => logNormal(2_000, 0.2)),
	},
	'one image after 20, spread 0.35': {
		toReach: '5.5 / 17 %, 6.5 polls',
		measure: singles(40, 21, 20, () => logNormal(2_000, 0.35)),
	},
	'after one to five, spread 0.6': {
		toReach: 'p95 25 %',
		measure: batches(40, { ...alone, requests: 6, concurrency: 1 }, logNormal(2_000, 0.6), 1),
	},
	'first Kontext image ever (6 s)': {
		toReach: '8 polls',
		measure: singles(200, 1, 0, () => logNormal(6_000, 0.25), 7_000),
	},
	'after a slow hour, from the third on': {
		toReach: '8 / 16 %',
		measure: singles(10, 70, 52, slowHour),
	},
	'first video ever (2 minutes)': {
		toReach: '15 polls',
		measure: singles(100, 1, 0, () => logNormal(120_000, 0.3), 120_000),
	},
	'200, 100 at once over 10': {
		toReach: '6 polls, p95 0.5 s, 1.005',
		measure: batches(2, over10, runTimes.typical),
	},
	'100 typical, 10 over 10': {
		toReach: '1.07',
		measure: batches(6, { requests: 100, concurrency: 10, capacity: 10 }, runTimes.typical),
	},
	'100 steady, 10 over 10': {
		toReach: '',
		measure: batches(6, { requests: 100, concurrency: 10, capacity: 10 }, runTimes.steady),
	},
	'100 typical, 20 over 10': {
		toReach: '',
		measure: batches(6, { requests: 100, concurrency: 20, capacity: 10 }, runTimes.typical),
	},
	'100 typical, all at once': {
		toReach: '',
		measure: batches(6, { requests: 100, concurrency: 100, capacity: 1_000 }, runTimes.typical),
	},
};
