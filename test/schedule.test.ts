import { Load } from '../nodes/QuickRouter/pace/load';
import { Polls } from '../nodes/QuickRouter/pace/polls';
import { Schedule } from '../nodes/QuickRouter/pace/schedule';
import { Schedules } from '../nodes/QuickRouter/pace/schedules';
import { randomFrom } from '../emulator/random';
import { runTimes } from '../tools/simulate/runTimes';
import {
	mean,
	nodeClient,
	quantile,
	simulate,
	type Client,
	type Scene,
} from '../tools/simulate/simulate';
import { fixed, geometricFromTenth } from '../tools/simulate/strategies';

/**
 * Thousands of requests in simulated time, through the real submit, wait, schedule and rate limiter. What
 * is random has a seed, so that the figures are the same in every run.
 */
async function run(
	scene: Partial<Scene> & { of?: keyof typeof runTimes; runs?: number },
	make: (random: () => number) => Client = nodeClient,
) {
	const { of = 'typical', runs = 5, ...others } = scene;
	const random = randomFrom(1);
	const outcomes = [];
	for (let count = 0; count < runs; count++) {
		const runTimeMs = () => runTimes[of](random);
		const defaults = { requests: 100, concurrency: 10, capacity: 10, runTimeMs };
		outcomes.push(await simulate({ ...defaults, ...others }, make(random)));
	}
	const shares = outcomes.flatMap(({ lagShares }) => lagShares).sort((a, b) => a - b);
	return {
		overBound: mean(outcomes.map(({ overBound }) => overBound)),
		polls: mean(outcomes.flatMap(({ polls }) => polls)),
		lagMs: mean(outcomes.flatMap(({ lagsMs }) => lagsMs)),
		limited: mean(outcomes.map(({ limited }) => limited)),
		median: quantile(shares, 0.5),
		p95: quantile(shares, 0.95),
	};
}

const every500ms = () => fixed(500);
const geometric = () => geometricFromTenth(0.2);

describe('the schedule, on typical requests', () => {
	test('sees the end soon, with few polls', async () => {
		const { overBound, polls, median, p95 } = await run({ runs: 20 });
		expect(overBound).toBeLessThan(1.07);
		expect(median).toBeLessThan(0.1);
		expect(p95).toBeLessThan(0.25);
		expect(polls).toBeLessThan(9.5);
	});

	test('keeps a relay busy that is over its capacity', async () => {
		const { overBound, polls } = await run({ concurrency: 20 });
		expect(overBound).toBeLessThan(1.05);
		expect(polls).toBeLessThan(10);
	});

	test('spares polls while many are left, and spends them on the last', async () => {
		const scene = { concurrency: 100, capacity: 1_000, runs: 20 };
		const chosen = await run(scene);
		const even = await run(scene, (random) => ({
			...nodeClient(random),
			load: () => new Load(Infinity, 0),
		}));
		expect(chosen.overBound - 1).toBeLessThan(0.6 * (even.overBound - 1));
		expect(chosen.polls).toBeLessThan(0.8 * even.polls);
	});

	test('is no later than polls of a single request every 500 ms, and makes fewer calls', async () => {
		const alone = { requests: 1, runs: 300 };
		const chosen = await run(alone);
		const fixed = await run(alone, every500ms);
		expect(chosen.lagMs).toBeLessThan(fixed.lagMs);
		// fal's client asks for the state first, at once, and then fetches the result
		expect(chosen.polls).toBeLessThan(fixed.polls + 2);
	});

	test('polls no more than a geometric schedule that knows as much, and is sooner', async () => {
		const steady = { of: 'steady' } as const;
		const [chosen, other] = [await run(steady), await run(steady, geometric)];
		expect(chosen.lagMs).toBeLessThan(0.6 * other.lagMs);
		expect(chosen.polls).toBeLessThan(1.4 * other.polls);
	});
});

describe('the schedule, on requests of other times', () => {
	test.each([
		['short', 2.5],
		['long', 10],
		['flux-pro/kontext', 9],
	] as const)('learns how long %s ones take', async (of, mostPolls) => {
		const { overBound, polls, median } = await run({ of });
		expect(overBound).toBeLessThan(1.6);
		expect(median).toBeLessThan(0.35);
		expect(polls).toBeLessThan(mostPolls);
	});

	test('polls a late one in proportion to its age', () => {
		const schedule = new Schedule(undefined, () => 0.5);
		for (let count = 0; count < 50; count++) schedule.learn(1_900, 2_100);
		let polls = 0;
		for (let ageMs = 0; ageMs < 900_000; polls++) ageMs = schedule.nextPollMs(ageMs);
		expect(polls).toBeLessThan(120);
	});

	test('keeps its gaps between a floor and a ceiling', () => {
		const random = randomFrom(1);
		const schedule = new Schedule(undefined, random);
		for (let count = 0; count < 50; count++) schedule.learn(150, 250);
		for (let ageMs = 0; ageMs < 7_200_000;) {
			const nextMs = schedule.nextPollMs(ageMs);
			expect(nextMs - ageMs).toBeGreaterThanOrEqual(100);
			expect(nextMs - ageMs).toBeLessThanOrEqual(30_000);
			ageMs = nextMs;
		}
	});

	test('does not let a batch poll in step', () => {
		const schedule = new Schedule(undefined, randomFrom(1));
		const firstPolls = Array.from({ length: 20 }, () => schedule.nextPollMs(0));
		expect(new Set(firstPolls).size).toBeGreaterThan(10);
	});
});

describe('a request in the queue', () => {
	const schedules = () => new Schedules({ make: () => new Schedule(undefined, () => 0.5) });
	const queued = (queuePosition: number) => ({ status: 'IN_QUEUE', queuePosition });

	test('is polled as those were that stood as far back', () => {
		const known = schedules();
		const first = known.of('fal-ai/x', queued(0));
		const far = known.of('fal-ai/x', queued(40));
		for (let count = 0; count < 20; count++) {
			first.learn(1_900, 2_100);
			far.learn(29_000, 31_000);
		}
		const pollOf = (position: number) =>
			new Polls(known, 0, { endpoint: 'fal-ai/x', ...queued(position) }).nextMs();
		expect(pollOf(0)).toBeLessThan(2_000);
		expect(pollOf(45)).toBeGreaterThan(15_000);
		expect(pollOf(45)).toBeLessThan(30_000);
	});

	test('is timed from when it was last seen waiting, and not more often than befits its age', () => {
		const known = schedules();
		for (let count = 0; count < 20; count++) known.of('fal-ai/x', queued(0)).learn(1_900, 2_100);
		const polls = new Polls(known, 0, { endpoint: 'fal-ai/x', ...queued(0) });
		polls.pending(5_000, queued(0));
		expect(polls.nextMs()).toBeGreaterThan(6_000);
		expect(polls.nextMs()).toBeLessThan(7_000);
		polls.pending(60_000, queued(0));
		expect(polls.nextMs()).toBe(69_000);
	});
});

test('a rate limit costs time, and few refused submits', async () => {
	const { overBound, limited } = await run({ submitsPerSecond: 5, of: 'short' });
	// A hundred submits at five a second take 20 s at least, where the requests alone take 3 s
	expect(overBound).toBeGreaterThan(19 / 3);
	expect(overBound).toBeLessThan(30 / 3);
	expect(limited).toBeLessThan(35);
});
