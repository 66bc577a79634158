import {
	DELIVERED,
	FAILED,
	FREE,
	HASTY,
	REFUSED,
	REFUSED_ON_POLL,
	saying,
	UNCLEAR,
	UNFINISHED,
	type AnswerCase,
} from '../answerCase';
import { TRACE } from '../family/submits';

const submit = { call: 'submit', source: 'a shape of the family, with other words' } as const;
const poll = { ...submit, call: 'result' } as const;
const URL = 'https://fal.media/files/a.png';
const INSIDE = ['data', 'payload', 'response', 'output'];
const SUCCESSES = [undefined, null, true, 0, 200, '0', '200', 'success', 'ok'];
const DETAIL = [{ loc: ['body', 'prompt'], msg: 'It is too vague', type: 'value_error' }];
const shown = (value: unknown) => (value === undefined ? 'no code' : JSON.stringify(value));

/** Handles and results one level down, in wrappers that say success in each way. */
export const wrapped: AnswerCase[] = [
	...INSIDE.flatMap((key): AnswerCase[] => [
		{
			...submit,
			name: `a handle in ${key}`,
			answer: (usual) => ({ status: 200, body: { [key]: usual } }),
			outcome: DELIVERED,
		},
		{
			...submit,
			name: `a result at once, in ${key}`,
			answer: { status: 200, body: { code: 0, [key]: { images: [{ url: URL }] } } },
			outcome: { ...DELIVERED, polls: false, json: { url: URL } },
		},
		{
			...poll,
			name: `a result in ${key}`,
			times: 1,
			answer: { status: 200, body: { code: 0, msg: '', [key]: { images: [{ url: URL }] } } },
			outcome: { ...DELIVERED, polls: 1, json: { url: URL } },
		},
		{
			...poll,
			name: `a running request in ${key}`,
			times: 1,
			answer: { status: 200, body: { code: 0, [key]: { status: 'IN_PROGRESS' } } },
			outcome: { ...DELIVERED, polls: 2 },
		},
	]),
	...SUCCESSES.flatMap((code): AnswerCase[] => [
		{
			...submit,
			name: `a handle beside ${shown(code)}`,
			answer: (usual) => ({ status: 200, body: { code, message: 'ok', data: usual } }),
			outcome: DELIVERED,
		},
		{
			...poll,
			name: `a result beside ${shown(code)}`,
			times: 1,
			answer: { status: 200, body: { code, message: '', data: { images: [{ url: URL }] } } },
			outcome: { ...DELIVERED, polls: 1, json: { url: URL } },
		},
	]),
	{
		...submit,
		name: 'a handle beside success: true',
		answer: (usual) => ({ status: 200, body: { success: true, data: usual } }),
		outcome: DELIVERED,
	},
	{
		...submit,
		name: 'a handle beside a code that nobody knows',
		answer: (usual) => ({ status: 200, body: { code: 1, message: 'queued', data: usual } }),
		outcome: DELIVERED,
	},
	{
		...submit,
		name: 'a handle with 201',
		answer: (usual) => ({ status: 201, body: { ...usual, message: 'created' } }),
		outcome: DELIVERED,
	},
];

/** Polls that are asked again. */
export const askedAgain: AnswerCase[] = [
	['401 in words', 401, { error: { message: 'Invalid token' } }],
	['401 without words', 401, ''],
	['403 as a page', 403, '<html><title>Forbidden</title></html>'],
	['403 in words', 403, { error: { message: 'Access denied' } }],
	['400 in words of the relay', 400, { message: 'upstream said no' }],
	['400 in the task form', 400, { code: 'fail_to_fetch_task', message: 'EOF', data: null }],
	['404 in the task form', 404, { code: 'task_not_exist', message: 'task_not_exist', data: null }],
	['407', 407, 'proxy authentication required'],
	['a refusal with 200', 200, { success: false, message: 'try later' }],
	[
		'a refusal with 200 and a trace',
		200,
		{ code: 500, message: 'x', data: null, request_id: TRACE },
	],
	['521', 521, '<html></html>'],
	['an unknown state', 200, { status: 'WARMING_UP' }],
	...['constructor', '__proto__', 'toString'].map((status) => [status, 200, { status }]),
].map(([name, status, body]): AnswerCase => ({
	...poll,
	name: `${name as string}, twice`,
	times: 2,
	answer: { status: status as number, body: body as object | string },
	outcome: { ...DELIVERED, polls: 3 },
}));

/** Polls that end the request at once. */
export const endedOnPoll: AnswerCase[] = [
	...[
		['in message', { code: 'fail_to_fetch_task', message: JSON.stringify({ detail: DETAIL }) }],
		['in error.message', { error: { message: JSON.stringify({ detail: DETAIL }) } }],
		['in data', { code: 422, data: { detail: DETAIL } }],
	].map(([where, body]): AnswerCase => ({
		...poll,
		name: `fal's 422 ${where as string}`,
		answer: { status: 422, body: body as object },
		outcome: saying(REFUSED_ON_POLL, 'Prompt', 'It is too vague'),
	})),
	...[
		['data.fail_reason', { code: 0, data: { status: 'FAILED', fail_reason: 'out of memory' } }],
		['data.error', { code: 0, data: { status: 'ERROR', error: 'out of memory' } }],
		['data.error.message', { data: { status: 'FAILURE', error: { message: 'out of memory' } } }],
		['data.msg', { data: { status: 'FAILED', msg: 'out of memory' } }],
		['status_message', { status: 'FAILED', status_message: 'out of memory' }],
		['payload', { status: 'ERROR', payload: { detail: 'out of memory' } }],
		['message', { status: 'FAILED', message: 'out of memory' }],
	].map(([where, body]): AnswerCase => ({
		...poll,
		name: `a failure with its reason in ${where as string}`,
		answer: { status: 200, body: body as object },
		outcome: saying(FAILED, 'out of memory'),
	})),
	...['constructor', '__proto__', 'toString'].flatMap((name): AnswerCase[] => [
		{
			...poll,
			name: `a field and a type named ${name}`,
			answer: {
				status: 422,
				body: { detail: [{ loc: ['body', name], msg: 'Too odd', type: name }] },
			},
			outcome: saying(REFUSED_ON_POLL, name, 'Too odd'),
		},
		{
			...poll,
			name: `a failure of the type ${name}`,
			answer: { status: 200, body: { status: 'COMPLETED', error: 'Too odd', error_type: name } },
			outcome: saying(FAILED, 'Too odd'),
		},
	]),
];

/** Refusals of a submit with an ID beside them, which is the trace's. */
export const traces: AnswerCase[] = [
	['code', 200, { code: 1, message: 'no', request_id: TRACE, data: null }, FREE],
	['code, no data', 200, { code: 'fail', msg: 'no', request_id: TRACE }, FREE],
	['success', 200, { success: false, message: 'no', request_id: TRACE }, FREE],
	['error', 400, { error: 'no', request_id: TRACE }, FREE],
	['error.message', 400, { error: { message: 'no', type: 'x', request_id: TRACE } }, FREE],
	['detail', 400, { detail: 'no', request_id: TRACE }, FREE],
	['message', 404, { message: 'no', request_id: TRACE }, FREE],
	['message with 403', 403, { message: 'no', request_id: TRACE }, FREE],
	['error with 500', 500, { error: { message: 'no' }, request_id: TRACE }, UNCLEAR],
	['error with 200', 200, { error: { message: 'no', type: 'x' }, request_id: TRACE }, UNCLEAR],
	['data that is no handle', 200, { code: 1, message: 'no', data: { trace_id: TRACE } }, UNCLEAR],
].map(([name, status, body, outcome]): AnswerCase => ({
	...submit,
	name: `a trace ID beside ${name as string}`,
	trace: TRACE,
	answer: { status: status as number, body: body as object },
	outcome: outcome as typeof FREE,
}));

export const refusedSubmits: AnswerCase[] = [
	['error.message', { error: { message: JSON.stringify({ detail: DETAIL }), type: 'x' } }],
	['data', { code: 422, message: '', data: { detail: DETAIL } }],
].map(([where, body]): AnswerCase => ({
	...submit,
	name: `fal's 422 in ${where as string}`,
	answer: { status: 422, body: body as object },
	outcome: saying(REFUSED, 'Prompt', 'It is too vague'),
}));

/** A state by the name of a member of every object, until the timeout. */
export const oddState: AnswerCase = {
	...poll,
	name: 'a state named constructor, until the timeout',
	answer: { status: 200, body: { status: 'constructor', message: 'not yet' } },
	parameters: HASTY,
	outcome: saying(UNFINISHED, 'not yet'),
};

/** Bodies of a poll that say that the request is running. */
export const running: [name: string, status: number, body: object][] = [
	['message', 400, { message: 'Request is still in progress' }],
	['msg', 400, { code: 400, msg: 'Request is still in progress' }],
	['error', 400, { error: 'Request is still in progress' }],
	['error.message', 500, { error: { message: 'Request is still in progress' } }],
	[
		'JSON in error.message',
		400,
		{ error: { message: '{"detail":"Request is still in progress"}' } },
	],
	['JSON in message', 400, { message: '{"detail":"Request is still in progress"}', data: null }],
	['data.detail', 200, { code: 0, data: { detail: 'Request is still in progress' } }],
	['data.status', 200, { code: 'success', data: { status: 'IN_PROGRESS' } }],
	['payload.status', 200, { payload: { status: 'PROCESSING' } }],
	['output.status', 202, { output: { status: 'QUEUED' } }],
	['a status beside a code', 200, { code: 0, status: 'IN_QUEUE', data: null }],
];
