import { Schedule, type Strategy } from '../../nodes/QuickRouter/pace/schedule';

/** Polls after equal times, as most clients do. */
function fixed(everyMs: number): Strategy {
	return { nextPollMs: (ageMs) => ageMs + everyMs, learn: () => undefined };
}

/** Polls after a share of the age, from the beginning. */
function geometric(share: number, firstMs: number): Strategy {
	return {
		nextPollMs: (ageMs) => Math.max(firstMs, ageMs * (1 + share)),
		learn: () => undefined,
	};
}

/** The same, from the time by which one in ten of those before had ended. */
function geometricFromTenth(share: number): Strategy {
	const endsMs: number[] = [];
	return {
		nextPollMs: (ageMs) => {
			const tenth = endsMs[Math.floor(endsMs.length / 10)] ?? 500;
			return Math.max(tenth, ageMs * (1 + share));
		},
		learn: (lastMs, endMs) => {
			endsMs.push((lastMs + endMs) / 2);
			endsMs.sort((one, other) => one - other);
		},
	};
}

/** What was tried. */
export const strategies: Record<string, (random: () => number) => Strategy> = {
	'chosen: by learned chances': (random) => new Schedule(random),
	'equal chances (focus 1)': (random) => new Schedule(random, 1),
	'least mean lag (focus 0.5)': (random) => new Schedule(random, 0.5),
	'geometric, 15 % from 250 ms': () => geometric(0.15, 250),
	'geometric, 20 % from tenth': () => geometricFromTenth(0.2),
	'geometric, 15 % from tenth': () => geometricFromTenth(0.15),
	'every 500 ms': () => fixed(500),
	'every 1 s': () => fixed(1_000),
	'every 5 s': () => fixed(5_000),
};
