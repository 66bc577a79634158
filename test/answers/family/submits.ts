import { relayError } from '../../../emulator/relay';
import {
	DENIED,
	DELIVERED,
	FREE,
	HASTY,
	REFUSED,
	saying,
	SENT_AGAIN,
	UNCLEAR,
	type AnswerCase,
} from '../answerCase';

const HTML = { 'content-type': 'text/html' };
const CLOUDFLARE = { ...HTML, server: 'cloudflare' };
export const TRACE = '20250101ABCDEF';
const submit = { call: 'submit' } as const;
const newApi = (message: string, code?: string) => ({
	error: { message, type: 'new_api_error', ...(code !== undefined && { code }) },
});

/** What proves that nothing was queued, and passes. */
const sentAgain: AnswerCase[] = [
	{
		...submit,
		name: 'no channel, Chinese, no code',
		source: 'one-api #2340, #1738, #2308',
		times: 1,
		answer: {
			status: 503,
			body: {
				error: {
					message:
						'当前分组 default 下对于模型 fal-ai/flux-1/dev 无可用渠道 (request id: 20250101)',
					type: 'one_api_error',
				},
			},
		},
		outcome: SENT_AGAIN,
	},
	{
		...submit,
		name: 'no channel, Chinese, with code',
		source: 'new-api middleware/distributor.go',
		times: 1,
		answer: {
			status: 503,
			body: newApi(
				'分组 default 下模型 fal-ai/flux-1/dev 无可用渠道（distributor） (request id: 20250101)',
				'model_not_found',
			),
		},
		outcome: SENT_AGAIN,
	},
	{
		...submit,
		name: 'channel could not be looked up',
		source: 'new-api middleware/distributor.go',
		times: 1,
		answer: {
			status: 503,
			body: newApi(
				'Failed to get available channel for model fal-ai/flux-1/dev under group default (distributor): driver: bad connection (request id: 20250101)',
				'model_not_found',
			),
		},
		outcome: SENT_AGAIN,
	},
	{
		...submit,
		name: 'the origin was never reached',
		source: 'Cloudflare error pages',
		times: 1,
		answer: {
			status: 521,
			headers: CLOUDFLARE,
			body: '<html><title>Web server is down</title></html>',
		},
		outcome: SENT_AGAIN,
	},
	{
		...submit,
		name: '429: upstream saturated, for a moment',
		source: 'new-api #991, one-api #1061',
		times: 1,
		answer: {
			status: 429,
			headers: { 'retry-after': '0' },
			body: {
				error: {
					message: '当前分组上游负载已饱和，请稍后再试 (request id: 20250101)',
					type: 'upstream_error',
					code: 'bad_response_status_code',
				},
			},
		},
		outcome: SENT_AGAIN,
	},
];

/** What proves that nothing was queued, and ends the item. */
const free: AnswerCase[] = [
	{
		...submit,
		name: '400 in the task form',
		source: 'new-api dto/task.go',
		answer: {
			status: 400,
			body: { code: 'invalid_request', message: 'prompt is required', data: null },
		},
		outcome: saying(FREE, 'prompt is required'),
	},
	{
		...submit,
		name: '400 with a message alone',
		source: 'relays of the family',
		answer: { status: 400, body: { message: 'image_url is not reachable' } },
		outcome: saying(FREE, 'image_url is not reachable'),
	},
	{
		...submit,
		name: '400, a web page',
		source: 'nginx',
		answer: {
			status: 400,
			headers: HTML,
			body: '<html><head><title>400 Bad Request</title></head></html>',
		},
		outcome: FREE,
	},
	{
		...submit,
		name: '500 that comes before the upstream: price',
		source: 'new-api #4119, #941',
		answer: {
			status: 500,
			body: newApi(
				'模型 fal-ai/flux-1/dev 倍率或价格未配置，请联系管理员设置；Model fal-ai/flux-1/dev ratio or price not set',
				'model_price_error',
			),
		},
		outcome: saying(FREE, 'price'),
	},
	{
		...submit,
		name: '500 that comes before the upstream: words',
		source: 'new-api types/error.go',
		answer: { status: 500, body: newApi('用户输入包含敏感词', 'sensitive_words_detected') },
		outcome: saying(FREE, '敏感词'),
	},
	{
		...submit,
		name: '500 that comes before the upstream: no key',
		source: 'new-api types/error.go',
		answer: { status: 500, body: newApi('no available key', 'channel:no_available_key') },
		outcome: FREE,
	},
	{
		...submit,
		name: '501',
		source: 'new-api',
		answer: { status: 501, body: newApi('API not implemented', 'api_not_implemented') },
		outcome: saying(FREE, 'not implemented'),
	},
	{
		...submit,
		name: '403, a challenge page',
		source: 'Cloudflare',
		answer: {
			status: 403,
			headers: { ...HTML, 'cf-mitigated': 'challenge' },
			body: '<html><title>Just a moment...</title></html>',
		},
		outcome: {
			...saying(FREE, 'firewall'),
			never: [/balance/i],
			// Whether the run goes on is not known to matter: the next page may be none
			batchSubmits: undefined,
		},
	},
	{
		...submit,
		name: '200 refusal with a trace id',
		source: 'volc-sdk-python #47',
		trace: TRACE,
		answer: {
			status: 200,
			body: {
				code: 50400,
				data: null,
				message: 'Access Denied: Internal Error',
				request_id: TRACE,
				status: 50400,
			},
		},
		outcome: saying(FREE, 'Access Denied'),
	},
	{
		...submit,
		name: '400 with a trace id',
		source: 'new-api abortWithOriginMessage',
		trace: TRACE,
		answer: {
			status: 400,
			body: {
				type: 'error',
				error: { type: 'invalid_request_error', message: 'prompt too long' },
				request_id: TRACE,
			},
		},
		outcome: saying(FREE, 'prompt too long'),
	},
	{
		...submit,
		name: '429: upstream saturated, longer than the timeout',
		source: 'new-api #991, one-api #1061',
		answer: {
			status: 429,
			headers: { 'retry-after': '60' },
			body: {
				error: {
					message: '当前分组上游负载已饱和，请稍后再试 (request id: 20250101)',
					type: 'upstream_error',
					code: 'bad_response_status_code',
				},
			},
		},
		parameters: HASTY,
		outcome: {
			...saying(FREE, '上游负载已饱和'),
			// The first grade may say that nothing was charged; the pause holds for the whole run
			never: [],
			batchSubmits: 1,
		},
	},
];

/** What no other submit of the run would get past. */
const denied: AnswerCase[] = [
	{
		...submit,
		name: '400 with a status code in the body',
		source: 'MiniMax form',
		answer: {
			status: 400,
			body: { status_code: 50002, status_message: 'Insufficient balance' },
		},
		outcome: saying(DENIED, 'Insufficient balance'),
	},
	{
		...submit,
		name: '429: quota of the key',
		source: 'torouter',
		answer: {
			status: 429,
			headers: { 'retry-after': '0' },
			body: newApi('API key quota exhausted', 'API_KEY_QUOTA_EXHAUSTED'),
		},
		// Probed once, then denied for the run
		outcome: { ...saying(DENIED, 'quota exhausted', /\n.*quota/i), submits: 2, batchSubmits: 2 },
	},
	{
		...submit,
		name: '402',
		source: 'one-hub relay_util/quota.go',
		answer: {
			status: 402,
			body: {
				error: {
					message: 'user quota is not enough',
					type: 'one_hub_error',
					code: 'insufficient_user_quota',
				},
			},
		},
		outcome: saying(DENIED, 'quota is not enough', /\n.*(top up|balance)/i),
	},
	{
		...submit,
		name: "401: the token's quota is used up",
		source: 'new-api i18n',
		answer: {
			status: 401,
			body: newApi('该令牌额度已用尽 TokenStatusExhausted[sk-abc***xyz]'),
		},
		outcome: saying(DENIED, '额度已用尽', /\n.*quota/i, /\n.*expir/i, /\n.*key/i),
	},
	{
		...submit,
		name: '200 with an error in the msg form',
		source: 'relays of the family',
		answer: { status: 200, body: { code: 500, msg: '余额不足', data: null } },
		outcome: saying(DENIED, '余额不足'),
	},
	{
		...submit,
		name: '200, success false, with a trace id',
		source: 'relays of the family',
		trace: TRACE,
		answer: { status: 200, body: { success: false, message: '余额不足', request_id: TRACE } },
		outcome: saying(DENIED, '余额不足'),
	},
];

/** What may have been accepted, or was refused by the model itself. */
const others: AnswerCase[] = [
	{
		...submit,
		name: "422 in the task form, fal's words in the message",
		source: 'new-api service/error.go',
		answer: {
			status: 422,
			body: {
				code: 'fail_to_fetch_task',
				message:
					'{"detail":[{"loc":["body","guidance_scale"],"msg":"Input should be less than or equal to 20","type":"less_than_equal","input":30}]}',
				data: null,
			},
		},
		outcome: saying(REFUSED, 'Guidance Scale'),
	},
	{
		...submit,
		name: '500 after the upstream was asked',
		source: 'new-api types/error.go',
		answer: { status: 500, body: newApi('do request failed', 'do_request_failed') },
		outcome: saying(UNCLEAR, 'do request failed'),
	},
	{
		...submit,
		name: '524',
		source: 'Cloudflare error pages',
		answer: { status: 524, headers: CLOUDFLARE, body: '<html>A timeout occurred</html>' },
		outcome: UNCLEAR,
	},
	{
		...submit,
		name: '500 with an empty message',
		source: 'relays of the family',
		answer: { status: 500, body: { error: { message: '', type: 'upstream_error' } } },
		outcome: saying(UNCLEAR, /upstream_error|500/),
	},
	{
		...submit,
		name: 'handle in data',
		source: "new-api task form; sister relays' clients",
		answer: (usual) => ({ status: 200, body: { code: 'success', message: '', data: usual } }),
		outcome: DELIVERED,
	},
];

export const familySubmits = [...sentAgain, ...free, ...denied, ...others];

/** One 401 in a batch under load. */
export const passing401 = relayError('无效的令牌 (request id: 20250101)');
