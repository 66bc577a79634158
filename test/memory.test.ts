import { randomFrom } from '../emulator/random';
import { Bounded, memoryOf } from '../nodes/QuickRouter/pace/memory';
import { Schedule } from '../nodes/QuickRouter/pace/schedule';
import { logNormal, type RunTimes } from '../tools/simulate/runTimes';
import { newMemory, singles } from '../tools/simulate/scenarios';
import { nodeClient, type Client } from '../tools/simulate/simulate';
import { former } from '../tools/simulate/strategies';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const nothing = (): never => {
	throw new Error('It is not remembered');
};

describe('what the process remembers of other executions', () => {
	const emulator = useEmulator();
	const flux = (prompt: string, more = {}) => quickRouter('Node', { prompt, ...more });

	test('is how long requests took, by relay, endpoint and the parameters that decide it', async () => {
		await runNodes(emulator(), flux('a secret prompt'));
		await runNodes(emulator(), flux('another'));
		await runNodes(emulator(), flux('a large one', { imageSize: 'square_hd' }));
		const { names } = memoryOf(emulator().url);
		expect(emulator().calls.submits).toHaveLength(3);
		expect(names).toEqual([
			'fal-ai/flux-1/dev num_images=1 image_size=landscape_4_3',
			'fal-ai/flux-1/dev num_images=1 image_size=square_hd',
		]);
		expect(memoryOf('https://other.example').names).toEqual([]);
	});

	test('is what the next execution waits by', async () => {
		const steady = () => logNormal(20_000, 0.1);
		const [now, first] = [await afterTwenty(steady), await afterTwenty(steady, former)];
		expect(now.polls).toBeLessThan(6);
		expect(first.polls).toBeGreaterThan(2 * now.polls);
		expect(now.lagP50).toBeLessThan(0.04);
	});

	test('is not upset by one that took very long', async () => {
		const oneLate = (index: number) => logNormal(index === 19 ? 60_000 : 2_000, 0.2);
		const { lagP95, polls } = await afterTwenty(oneLate);
		expect(lagP95).toBeLessThan(0.28);
		expect(polls).toBeLessThan(6);
	});

	test('is given up once two in a row are far from it', async () => {
		const slower = (index: number) => logNormal(index >= 18 ? 12_000 : 2_000, 0.1);
		const { lagP95, polls } = await afterTwenty(slower);
		expect(lagP95).toBeLessThan(0.25);
		expect(polls).toBeLessThan(9);
	});
});

/** The 21st request of a process, in forty processes. */
async function afterTwenty(
	timesOf: (index: number) => RunTimes,
	client: (random: () => number) => Client = (random) => ({
		...nodeClient(random),
		memory: newMemory(),
	}),
) {
	const random = randomFrom(1);
	return await singles(40, 21, 20, timesOf)(() => client(random), random, 1);
}

describe('the memory of a process', () => {
	test('keeps so many relays and kinds, and forgets what was not used for longest', () => {
		const kinds = memoryOf('https://a.example');
		const first = kinds.of('first', () => new Schedule());
		for (let count = 0; count < 1_000; count++) {
			kinds.of(`kind ${count}`, () => new Schedule());
			expect(kinds.of('first', nothing)).toBe(first);
		}
		expect(kinds.names).toHaveLength(300);
		for (let count = 0; count < 100; count++) memoryOf(`https://${count}.example`);
		expect(memoryOf('https://99.example')).toBe(memoryOf('https://99.example'));
		expect(memoryOf('https://a.example').names).toEqual([]);
	});

	test('takes any name', () => {
		const things = new Bounded<object>(10);
		for (const name of ['constructor', '__proto__', 'toString']) {
			const thing = {};
			expect(things.of(name, () => thing)).toBe(thing);
			expect(things.of(name, nothing)).toBe(thing);
		}
	});
});
