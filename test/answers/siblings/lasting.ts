import type { Misbehaviour } from '../../../emulator/faults';
import { relayError } from '../../../emulator/relay';
import { DELIVERED, type AnswerCase, type Outcome } from '../answerCase';
import { PENDING } from '../family/polls';

/** Longer than any doubt is put up with (10 s). */
export const LASTING_MS = 11_500;
/** Long enough that nothing ends by it. */
export const TIMEOUT_S = 25;

const poll = { call: 'result' } as const;
/** Given up after its grace, with its ID, and not because the time was over. */
const GIVEN_UP: Outcome = {
	items: 0,
	submits: 1,
	polls: true,
	namesRequest: true,
	never: [/within 25 s/, /nothing (was|is) charged/i],
};

/** The answer, from the first poll on for so long; then the usual one. */
function lasting(body: object): AnswerCase['answer'] {
	let startMs: number | undefined;
	return (usual): Misbehaviour => {
		startMs ??= Date.now();
		const isOver = Date.now() - startMs > LASTING_MS;
		return isOver ? { status: 200, body: usual } : { status: 400, body };
	};
}

/** Polls that need the time that they take: the relay is doubted, or the request runs long. */
export const lastingPolls: AnswerCase[] = [
	{
		...poll,
		name: 'still in progress for long, as a relay forwards it',
		source: 'new-api RelayErrorHandler',
		answer: lasting(PENDING.forwarded),
		outcome: DELIVERED,
	},
	{
		...poll,
		name: 'still in progress for long, in the task form',
		source: 'new-api service/error.go',
		answer: lasting(PENDING.inTaskForm),
		outcome: DELIVERED,
	},
	{
		...poll,
		name: 'unknown task',
		source: 'new-api relay_task.go',
		answer: {
			status: 400,
			body: { code: 'task_not_exist', message: 'task_not_exist', data: null },
		},
		outcome: GIVEN_UP,
	},
	{
		...poll,
		name: 'a request that is not found',
		source: "fal's queue",
		answer: { status: 404, body: { detail: 'Request not found' } },
		outcome: GIVEN_UP,
	},
	{
		...poll,
		name: 'a key that is not accepted any more',
		source: 'new-api middleware/auth.go',
		answer: { status: 401, body: relayError('无效的令牌 (request id: 20250101)') },
		outcome: { ...GIVEN_UP, says: ['无效的令牌'] },
	},
	{
		...poll,
		name: 'a challenge page',
		source: 'Cloudflare',
		answer: {
			status: 403,
			headers: { 'cf-mitigated': 'challenge' },
			body: '<html><title>Just a moment...</title></html>',
		},
		outcome: { ...GIVEN_UP, says: ['firewall'] },
	},
	{
		...poll,
		name: "an error in the relay's words",
		source: 'relays of the family',
		answer: { status: 400, body: { message: 'upstream said no' } },
		outcome: { ...GIVEN_UP, says: ['upstream said no'] },
	},
];
