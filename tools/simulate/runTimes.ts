/** How long requests run in milliseconds, by a source of numbers from 0 to 1. */
export type RunTimes = (random: () => number) => number;

/** Normally distributed around 0 (Box and Muller). */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

const between = (leastMs: number, mostMs: number) => (random: () => number) =>
	leastMs + (mostMs - leastMs) * random();

/** Time that fal takes to begin. */
const toBegin = between(300, 1_000);

export const runTimes = {
	/** A mix of models and loads: half within 2 s, one in a thousand 15 s. */
	typical: (random) => Math.min(15_000, 2_000 * Math.exp(0.67 * normal(random))),
	/** One model, one size, a steady load. */
	steady: (random) => 2_000 * Math.exp(0.25 * normal(random)),
	'flux-1/dev': (random) => toBegin(random) + between(800, 3_000)(random),
	'flux-pro/kontext': (random) => toBegin(random) + between(4_000, 10_000)(random),
	/** Requests of two kinds in one batch. */
	'two kinds': (random) => (random() < 0.5 ? 1_500 : 6_000) * Math.exp(0.15 * normal(random)),
	short: () => 300,
	long: () => 20_000,
} satisfies Record<string, RunTimes>;
