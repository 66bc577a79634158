import type { Relay } from '../relay/relay';
import type { Clock } from './clock';
import { Load } from './load';
import { RateLimiter } from './rateLimiter';
import { Schedules } from './schedules';

/** What the requests of a run share. */
export interface Run {
	relay: Relay;
	clock: Clock;
	load: Load;
	limiter: RateLimiter;
	schedules: Schedules;
}

/** Begins a run, of one request unless told otherwise; what it learns of the relay is its own. */
export function beginRun(
	relay: Relay,
	clock: Clock,
	{ load = new Load(1, 1), schedules = new Schedules() }: Partial<Run> = {},
): Run {
	return { relay, clock, load, limiter: new RateLimiter(clock), schedules };
}
