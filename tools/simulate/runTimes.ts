/** How long requests run in milliseconds, by a source of numbers from 0 to 1. */
export type RunTimes = (random: () => number) => number;

/** Normally distributed around 0 (Box and Muller). */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Half within the middle; `spread` is the standard deviation of their logarithms. */
export const logNormal =
	(middleMs: number, spread: number): RunTimes =>
	(random) =>
		middleMs * Math.exp(spread * normal(random));

const between = (leastMs: number, mostMs: number) => (random: () => number) =>
	leastMs + (mostMs - leastMs) * random();

/** Time that fal takes to begin. */
const toBegin = between(300, 1_000);

export const runTimes = {
	/** A mix of models and loads: half within 2 s, one in a thousand 15 s. */
	typical: (random) => Math.min(15_000, logNormal(2_000, 0.67)(random)),
	/** One model, one size, a steady load. */
	steady: logNormal(2_000, 0.25),
	'flux-1/dev': (random) => toBegin(random) + between(800, 3_000)(random),
	'flux-pro/kontext': (random) => toBegin(random) + between(4_000, 10_000)(random),
	/** Requests of two kinds in one batch. */
	'two kinds': (random) => logNormal(random() < 0.5 ? 1_500 : 6_000, 0.15)(random),
	short: () => 300,
	long: () => 20_000,
} satisfies Record<string, RunTimes>;
