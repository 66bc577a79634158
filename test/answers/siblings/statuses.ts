import { relayError } from '../../../emulator/relay';
import { FREE, saying, UNCLEAR, type AnswerCase, type Outcome } from '../answerCase';

const submit = { call: 'submit', source: 'the table of ends in docs/relay.md' } as const;
const WORDS = 'upstream said no';
const coded = (code: string) => ({ error: { message: WORDS, type: 'new_api_error', code } });

const FREE_STATUSES = [
	400, 403, 404, 405, 406, 407, 410, 411, 413, 414, 415, 418, 426, 428, 431, 451, 501,
];
/** A server, or a proxy, that may have passed the request on before. */
const UNCLEAR_STATUSES = [
	408, 409, 425, 444, 460, 499, 500, 502, 503, 504, 507, 520, 522, 524, 529, 599,
];

/** The relay's own checks, before the upstream is asked. */
const FREE_CODES = [
	'model_price_error',
	'sensitive_words_detected',
	'count_token_failed',
	'invalid_request',
	'gen_relay_info_failed',
	'query_data_error',
	'channel:no_available_key',
	'channel:invalid_key',
	'channel:model_mapped_error',
	'channel:param_override_invalid',
	'channel:header_override_invalid',
];
const UNCLEAR_CODES = [
	'get_channel_failed',
	'do_request_failed',
	'bad_response',
	'bad_response_body',
	'bad_response_status_code',
	'read_response_body_failed',
	'empty_response',
	'channel:response_time_exceeded',
	'channel:aws_client_error',
	'update_data_error',
	'model_not_found',
	'fail_to_fetch_task',
	'constructor',
	'__proto__',
	'toString',
];

const withStatus =
	(outcome: Outcome) =>
	(status: number): AnswerCase => ({
		...submit,
		name: `${status} in words of the relay`,
		answer: { status, body: relayError(WORDS) },
		outcome: [404, 413].includes(status) ? outcome : saying(outcome, WORDS),
	});

const pageWithStatus =
	(outcome: Outcome) =>
	(status: number): AnswerCase => ({
		...submit,
		name: `${status} as a web page`,
		answer: { status, body: `<html><title>${status}</title></html>` },
		outcome,
	});

const withCode =
	(status: number, outcome: Outcome) =>
	(code: string): AnswerCase => ({
		...submit,
		name: `${status} with the code ${code}`,
		answer: { status, body: coded(code) },
		outcome: saying(outcome, WORDS),
	});

export const freeStatuses = [
	...FREE_STATUSES.map(withStatus(FREE)),
	...[400, 404, 405, 407, 413, 418, 501].map(pageWithStatus(FREE)),
];

export const unclearStatuses = [
	...UNCLEAR_STATUSES.map(withStatus(UNCLEAR)),
	...[408, 500, 502, 503, 504, 520, 522, 524].map(pageWithStatus(UNCLEAR)),
];

export const codes: AnswerCase[] = [
	...FREE_CODES.map(withCode(500, FREE)),
	...UNCLEAR_CODES.map(withCode(500, UNCLEAR)),
	...['bad_response_status_code', 'convert_request_failed'].map(withCode(400, FREE)),
	{
		...submit,
		name: '500 with a code of the relay, in the task form',
		answer: { status: 500, body: { code: 'model_price_error', message: WORDS, data: null } },
		outcome: saying(FREE, WORDS),
	},
	{
		...submit,
		name: '500 after the upstream was asked, in the task form',
		answer: { status: 500, body: { code: 'do_request_failed', message: WORDS, data: null } },
		outcome: saying(UNCLEAR, WORDS),
	},
	{
		...submit,
		name: 'no further channel, after one was tried (503)',
		answer: {
			status: 503,
			body: {
				error: {
					message: '分组 default 下模型 fal-ai/x 的可用渠道不存在（重试）',
					type: 'new_api_error',
					code: 'get_channel_failed',
				},
			},
		},
		outcome: UNCLEAR,
	},
];
