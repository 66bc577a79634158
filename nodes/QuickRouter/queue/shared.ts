import type { Clock } from '../pace/clock';
import { Load } from '../pace/load';
import { RateLimiter, type Passage } from '../pace/rateLimiter';
import { Schedules } from '../pace/schedules';
import type { Answer } from '../relay/answer';
import type { AnswerCause } from '../relay/ends';
import type { Relay } from '../relay/relay';
import { Denials } from './denials';

/** What the requests of a run share. */
export interface Shared {
	relay: Relay;
	clock: Clock;
	load: Load;
	limiter: RateLimiter;
	schedules: Schedules;
	denials: Denials;
}

/** What the requests of a run share, of one request unless told otherwise. */
export function share(
	relay: Relay,
	clock: Clock,
	{ load = new Load(1, 1), schedules = new Schedules() }: Partial<Shared> = {},
): Shared {
	const limiter = new RateLimiter(clock);
	return { relay, clock, load, limiter, schedules, denials: new Denials(clock) };
}

export const LIMITED = new Set<AnswerCause>(['rateLimited', 'quotaLimited']);
const UNCLEAR = new Set<AnswerCause>([
	...(['noAnswer', 'noChannel', 'noClearPoll'] as const),
	...(['unclearAnswer', 'unreached'] as const),
]);

/** What an answer tells of the rate of calls. */
export function passageOf(answer: Answer): Passage {
	if (answer.kind !== 'failed') return 'passed';
	const { cause, told } = answer;
	if (LIMITED.has(cause)) return 'limited';
	if (!UNCLEAR.has(cause)) return 'passed';
	return told.statusCode === undefined ? 'lost' : 'unclear';
}
