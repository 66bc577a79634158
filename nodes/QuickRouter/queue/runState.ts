import type { Clock } from '../pace/clock';
import { Load } from '../pace/load';
import { RateLimiter, type Passage } from '../pace/rateLimiter';
import { Schedules } from '../pace/schedules';
import type { Answer } from '../relay/answer';
import type { Relay } from '../relay/relay';
import { meaningOf, RequestError, type Facts } from './causes';
import { Denials } from './denials';

/** What the requests of a run share. */
export interface RunState {
	relay: Relay;
	clock: Clock;
	load: Load;
	limiter: RateLimiter;
	schedules: Schedules;
	denials: Denials;
}

/** What the requests of a run share, of one request unless told otherwise. */
export function newRunState(
	relay: Relay,
	clock: Clock,
	{ load = new Load(1, 1), schedules = new Schedules() }: Partial<RunState> = {},
): RunState {
	const limiter = new RateLimiter(clock);
	return { relay, clock, load, limiter, schedules, denials: new Denials(clock) };
}

/** What an answer tells of the rate of calls. */
export function passageOf(answer: Answer): Passage {
	if (answer.kind !== 'failed') return 'passed';
	const { rate = 'passed' } = meaningOf(answer.cause);
	return rate === 'unclear' && answer.told.statusCode === undefined ? 'lost' : rate;
}

/** @throws {RequestError} where the run is stopped, and the request with it */
export function throwIfStopped({ stopped }: Clock, facts: Facts): void {
	if (!stopped) return;
	const { requestId, files } = facts;
	const cause = files ? 'stoppedFinished' : requestId === undefined ? 'stoppedBefore' : 'stopped';
	throw new RequestError(cause, { ...facts, stoppedBy: stopped.by });
}
