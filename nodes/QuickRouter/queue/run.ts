import type { Clock } from './clock';
import { Schedules } from './polls';
import { Pace } from './pace';
import type { Relay } from './relay';

/** What the requests of a run share. */
export interface Run {
	relay: Relay;
	clock: Clock;
	pace: Pace;
	schedules: Schedules;
}

/** Begins a run; what it learns of the relay is its own. */
export function beginRun(relay: Relay, clock: Clock, schedules = new Schedules()): Run {
	return { relay, clock, pace: new Pace(clock), schedules };
}
