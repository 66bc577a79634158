import type { Clock } from './clock';
import { Load } from './load';
import { Pace } from './pace';
import { Schedules } from './polls';
import type { Relay } from './relay';

/** What the requests of a run share. */
export interface Run {
	relay: Relay;
	clock: Clock;
	load: Load;
	pace: Pace;
	schedules: Schedules;
}

/** Begins a run, of one request unless told otherwise; what it learns of the relay is its own. */
export function beginRun(
	relay: Relay,
	clock: Clock,
	{ load = new Load(1, 1), schedules = new Schedules() }: Partial<Run> = {},
): Run {
	return { relay, clock, load, pace: new Pace(clock), schedules };
}
