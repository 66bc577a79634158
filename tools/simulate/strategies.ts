import { Line } from '../../nodes/QuickRouter/pace/line';
import type { Strategy } from '../../nodes/QuickRouter/pace/strategy';
import { FormerLoad, FormerSchedule } from './formerSchedule';
import type { Client } from './simulate';

/** Polls after equal times, as most clients do. */
export function fixed(everyMs: number): Client {
	return {
		make: () => ({ nextPollMs: (ageMs) => ageMs + everyMs, learn: () => undefined }),
		makeLine: () => new NoLine(),
	};
}

/** Polls after a share of the age, from the time by which one in ten of those before had ended. */
export function geometricFromTenth(share: number): Client {
	return {
		make: () => {
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
		},
		makeLine: () => new NoLine(),
	};
}

/** The node as it was: it knew one usual time for all models, and nothing of other executions. */
export function former(random: () => number): Client {
	return {
		make: (): Strategy => new FormerSchedule(random),
		load: (requests, concurrency) => new FormerLoad(requests, concurrency),
		makeLine: () => new NoLine(),
	};
}

/** Polls all that is in flight. */
class NoLine extends Line {
	constructor() {
		// Where all are polled, nothing is left to chance
		super(() => 0.5);
	}

	override get running(): number {
		return Infinity;
	}
}
