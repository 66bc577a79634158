import { randomFrom } from '../emulator/random';
import { logNormal } from '../tools/simulate/runTimes';
import { batches, type Setting } from '../tools/simulate/scenarios';
import { mean, nodeClient, quantile, simulate, type Client } from '../tools/simulate/simulate';
import { ORDERS } from '../tools/simulate/simulatedRelay';
import { former } from '../tools/simulate/strategies';

/** Two hundred requests, a hundred at once, of which the relay runs ten; in simulated time, with a seed. */
async function measure(
	setting: Setting = {},
	client: (random: () => number) => Client = nodeClient,
) {
	const over10 = batches(
		6,
		{ requests: 200, concurrency: 100, capacity: 10 },
		logNormal(2_000, 0.5),
	);
	const random = randomFrom(1);
	return await over10(() => client(random), random, 1, setting);
}

describe('a hundred requests over a capacity of ten', () => {
	test.each<[string, Setting, number]>([
		['tells queue positions', {}, 8],
		['has requests of others before', { others: 50 }, 9],
		['tells no positions', { tellsPosition: false }, 10],
	])('are polled in their order where the relay %s', async (_what, setting, mostPolls) => {
		const [now, all] = [await measure(setting), await measure(setting, former)];
		expect(now.polls).toBeLessThan(mostPolls);
		expect(now.polls).toBeLessThan(0.6 * all.polls);
		expect(now.lagP95Ms).toBeLessThan(all.lagP95Ms);
		expect(now.overBound).toBeLessThan(1.01);
	});

	test.each<[string, Setting]>([
		['any', { order: ORDERS.any }],
		['the opposite', { order: ORDERS.lastFirst }],
	])('are seen to end in %s order, and the relay is kept busy', async (_what, setting) => {
		const [now, all] = [await measure(setting), await measure(setting, former)];
		expect(now.overBound).toBeLessThan(all.overBound + 0.02);
		expect(now.lagP95Ms).toBeLessThan(2.5 * all.lagP95Ms);
		expect(now.polls).toBeLessThan(2 * all.polls);
	});
});

test('requests that the relay has forgotten do not hold up those after them', async () => {
	const random = randomFrom(1);
	const forgotten = 10;
	let drawn = 0;
	const runTimeMs = () => (drawn++ < forgotten ? 3_600_000 : logNormal(2_000, 0.3)(random));
	const scene = { requests: 100, concurrency: 50, capacity: 20, runTimeMs };
	const { lagsMs, polls } = await simulate(scene, nodeClient(random));
	const others = lagsMs.slice(forgotten).sort((one, other) => one - other);
	expect(quantile(others, 0.5)).toBeLessThan(400);
	expect(quantile(others, 0.95)).toBeLessThan(2_000);
	expect(mean(polls.slice(forgotten))).toBeLessThan(12);
});
