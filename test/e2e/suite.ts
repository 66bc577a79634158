import type { Emulator, EmulatorOptions } from '../../emulator/emulator';
import { startAll, type Endings } from './endings';
import { Playground } from './playground';

/** Starting n8n, a database and workers one after the other takes minutes on a slow machine. */
const START_MS = 400_000;
const END_MS = 100_000;

/**
 * Something for all tests of a suite, with an emulator of the relay. It fails a test in which a call
 * was made that nobody expected; calls of an earlier test are forgotten.
 */
export function useStarted<Thing extends { emulator: Emulator; end: () => Promise<void> }>(
	start: () => Promise<Thing>,
): () => Thing {
	let thing: Thing | undefined;
	beforeAll(async () => {
		thing = await start();
	}, START_MS);
	afterAll(async () => {
		await thing?.end();
	}, END_MS);
	beforeEach(() => {
		if (!thing) return;
		thing.emulator.calls.all.length = 0;
		thing.emulator.calls.unexpected.length = 0;
	});
	afterEach(() => {
		expect(thing?.emulator.calls.unexpected).toEqual([]);
	});
	return () => {
		if (!thing) throw new Error('It is there in tests only');
		return thing;
	};
}

/** The same with a playground and what is started beside it. */
export function usePlaygroundWith<Beside extends object>(
	emulator: EmulatorOptions,
	startBeside: (playground: Playground, endings: Endings) => Promise<Beside>,
) {
	const start = async (endings: Endings) => {
		const playground = endings.ends(await Playground.start({ emulator }));
		const beside = await startBeside(playground, endings);
		const end = async () => {
			await endings.run();
		};
		return { ...beside, playground, emulator: playground.emulator, end };
	};
	return useStarted(async () => await startAll(start));
}
