import type { Relay } from '../relay/relay';
import type { Clock } from '../pace/clock';
import { Load } from '../pace/load';
import { RateLimiter } from '../pace/rateLimiter';
import { Schedules } from '../pace/schedules';

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
