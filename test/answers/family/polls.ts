import {
	DELIVERED,
	FAILED,
	HASTY,
	REFUSED_ON_POLL,
	saying,
	UNFINISHED,
	type AnswerCase,
} from '../answerCase';

const URL = 'https://fal.media/files/a.png';
const images = [{ url: URL }];
const poll = { call: 'result' } as const;
const delivered = { ...DELIVERED, json: { url: URL } };
const idIn = (path: string) => path.split('/').at(-1);

/** What fal says while a request runs, as relays forward it. */
export const PENDING = {
	forwarded: {
		error: {
			message: 'Request is still in progress (request id: 20250101)',
			type: 'bad_response_status_code',
			code: 'bad_response_status_code',
		},
	},
	inTaskForm: {
		code: 'fail_to_fetch_task',
		message: '{"detail":"Request is still in progress"}',
		data: null,
	},
};

const askedAgain: AnswerCase[] = [
	{
		...poll,
		name: 'a single 401 on a poll',
		source: 'one-api #383, PR 901; new-api-horizon #32; new-api #3301, #3302',
		times: 1,
		answer: {
			status: 401,
			body: { error: { message: '无效的令牌 (request id: 20250101)', type: 'new_api_error' } },
		},
		outcome: { ...DELIVERED, polls: 2 },
	},
	{
		...poll,
		name: 'a single challenge page on a poll',
		source: 'Cloudflare',
		times: 1,
		answer: {
			status: 403,
			headers: { 'cf-mitigated': 'challenge', 'content-type': 'text/html' },
			body: '<html><title>Just a moment...</title></html>',
		},
		outcome: { ...DELIVERED, polls: 2 },
	},
	{
		...poll,
		name: 'still in progress, as a relay forwards it',
		source: 'new-api RelayErrorHandler',
		times: 2,
		answer: { status: 400, body: PENDING.forwarded },
		outcome: { ...DELIVERED, polls: 3 },
	},
	{
		...poll,
		name: 'still in progress, in the task form',
		source: 'new-api service/error.go',
		times: 2,
		answer: { status: 400, body: PENDING.inTaskForm },
		outcome: { ...DELIVERED, polls: 3 },
	},
	{
		...poll,
		name: 'still in progress until the timeout',
		source: 'new-api service/error.go',
		answer: { status: 400, body: PENDING.inTaskForm },
		parameters: HASTY,
		outcome: saying(UNFINISHED, 'IN_PROGRESS'),
	},
	{
		...poll,
		name: 'unknown task, for a moment',
		source: 'new-api relay_task.go',
		times: 2,
		answer: {
			status: 400,
			body: { code: 'task_not_exist', message: 'task_not_exist', data: null },
		},
		outcome: { ...DELIVERED, polls: 3 },
	},
	{
		...poll,
		name: 'a state that is not known',
		source: 'inferred',
		answer: (_usual, { path }) => ({
			status: 200,
			body: { request_id: idIn(path), status: 'REJECTED', message: 'prompt blocked' },
		}),
		parameters: HASTY,
		outcome: { ...saying(UNFINISHED, 'prompt blocked', 'REJECTED'), never: [/IN_QUEUE/] },
	},
];

const ended: AnswerCase[] = [
	{
		...poll,
		name: '422 in the task form, on a poll',
		source: 'new-api service/error.go',
		answer: {
			status: 422,
			body: {
				code: 'fail_to_fetch_task',
				message:
					'{"detail":[{"loc":["body","prompt"],"msg":"The content could not be processed","type":"content_policy_violation"}]}',
				data: null,
			},
		},
		outcome: saying(REFUSED_ON_POLL, 'content filter'),
	},
	{
		...poll,
		name: 'failure in data',
		source: 'new-api task form',
		answer: (_usual, { path }) => ({
			status: 200,
			body: {
				code: 'success',
				message: '',
				data: {
					task_id: idIn(path),
					status: 'FAILURE',
					fail_reason: 'content policy violation',
				},
			},
		}),
		outcome: saying(FAILED, 'content policy violation'),
	},
	{
		...poll,
		name: 'a field of the model named like a member of every object',
		source: 'measured',
		answer: {
			status: 422,
			body: { detail: [{ loc: ['body', 'constructor'], msg: 'Field required', type: 'missing' }] },
		},
		outcome: saying(REFUSED_ON_POLL, 'constructor'),
	},
];

const finished: AnswerCase[] = [
	{
		...poll,
		name: "result in data, as fal's client gives it",
		source: 'fal-js',
		answer: (_usual, { path }) => ({
			status: 200,
			body: { data: { images }, requestId: idIn(path) },
		}),
		outcome: delivered,
	},
	{
		...poll,
		name: "result in payload, as fal's webhook gives it",
		source: 'fal documents',
		answer: (_usual, { path }) => ({
			status: 200,
			body: { request_id: idIn(path), status: 'OK', payload: { images } },
		}),
		outcome: delivered,
	},
	{
		...poll,
		name: 'result in output',
		source: 'sister relays',
		answer: (_usual, { path }) => ({
			status: 200,
			body: { request_id: idIn(path), status: 'SUCCESS', output: { images } },
		}),
		outcome: delivered,
	},
	{
		...poll,
		name: 'result in response',
		source: 'sister relays',
		answer: (_usual, { path }) => ({
			status: 200,
			body: { request_id: idIn(path), status: 'SUCCESS', response: { images } },
		}),
		outcome: delivered,
	},
];

export const familyPolls = [...askedAgain, ...ended, ...finished];
