import { DENIED, FREE, HASTY, saying, SENT_AGAIN, type AnswerCase } from '../answerCase';
import { BALANCE_OVER, BANNED, NO_CHANNEL, RATE_LIMITED, TOKEN_OVER } from './words';

const submit = { call: 'submit' } as const;
const told = (message: string, code?: string | null) => ({
	error: { message: `${message} (request id: 20250101)`, type: 'new_api_error', code },
});

const tokenOver = TOKEN_OVER.map(([language, sentence]): AnswerCase => ({
	...submit,
	name: `401 in ${language}`,
	source: 'new-api i18n/locales, one-api model/token.go',
	answer: { status: 401, body: told(sentence, '') },
	outcome: saying(DENIED, sentence),
}));

/** Any status; those with a code are told by it. */
const balanceOver = BALANCE_OVER.map(([language, sentence], index): AnswerCase => ({
	...submit,
	name: `a used-up balance in ${language}`,
	source: 'new-api service/billing_session.go and i18n/locales',
	answer: { status: [403, 400, 200, 500][index % 4] ?? 403, body: inShape(index, sentence) },
	outcome: saying(DENIED, sentence),
}));

function inShape(index: number, message: string): object {
	const shapes = [
		told(message),
		{ code: 'insufficient', message, data: null },
		{ success: false, msg: message },
		{ error: message },
	];
	return shapes[index % shapes.length] ?? {};
}

const CODES = [
	'insufficient_user_quota',
	'pre_consume_token_quota_failed',
	'insufficient_quota',
	'API_KEY_QUOTA_EXHAUSTED',
];
/** The code alone tells it, in whatever language the sentence is. */
const byCode = CODES.flatMap((code): AnswerCase[] => [
	{
		...submit,
		name: `403 with the code ${code}, in words that nobody knows`,
		source: 'new-api types/error.go',
		answer: { status: 403, body: told('Kuota pengguna habis', code) },
		outcome: saying(DENIED, 'Kuota pengguna habis'),
	},
	{
		...submit,
		name: `403 with the code ${code}, in the task form`,
		source: 'new-api service/error.go',
		answer: { status: 403, body: { code, message: 'Kuota habis', data: null } },
		outcome: saying(DENIED, 'Kuota habis'),
	},
]);

const banned = BANNED.map(([language, sentence]): AnswerCase => ({
	...submit,
	name: `403, banned, in ${language}`,
	source: 'new-api i18n/locales',
	answer: { status: 403, body: told(sentence) },
	outcome: saying(DENIED, sentence),
}));

export const denials = [...tokenOver, ...balanceOver, ...byCode, ...banned];

/** Words that look like a used-up balance, and stand in what the user wrote or point at. */
export const noDenials: AnswerCase[] = [
	['an image that has expired', 400, { message: 'image_url has expired' }],
	['a signed link that has expired', 400, told('The signed URL of the image has expired')],
	['a white balance', 400, { code: 1, message: 'white balance must be between 1 and 10' }],
	['too few steps', 400, { message: 'Insufficient number of inference steps' }],
	['a value of quota', 400, { message: 'Quota value cannot be negative' }],
	["an upstream's 401", 401, told('invalid api key', 'bad_response_status_code')],
	['403 with words of no account', 403, told('Access to this page is not allowed')],
].map(([name, status, body]): AnswerCase => ({
	...submit,
	name: name as string,
	source: 'words of an account in what is none of it',
	answer: { status: status as number, body: body as object },
	outcome: FREE,
}));

/** They proceed at once where the relay asks for no pause. */
export const rateLimited = RATE_LIMITED.map(([language, sentence]): AnswerCase => ({
	...submit,
	name: `429 in ${language}`,
	source: 'new-api middleware/model-rate-limit.go and i18n/locales',
	times: 2,
	answer: { status: 429, headers: { 'retry-after': '0' }, body: told(sentence) },
	outcome: { ...SENT_AGAIN, submits: 3 },
}));

export const noChannel = [
	...NO_CHANNEL.map(([language, sentence]): AnswerCase => ({
		...submit,
		name: `no channel, in ${language}`,
		source: 'new-api i18n/locales',
		times: 1,
		answer: { status: 503, body: told(sentence, 'model_not_found') },
		outcome: SENT_AGAIN,
	})),
	...[521, 523, 525, 526, 530].map((status): AnswerCase => ({
		...submit,
		name: `${status} of Cloudflare`,
		source: 'Cloudflare error pages',
		times: 1,
		answer: {
			status,
			headers: { server: 'cloudflare' },
			body: `<html><title>error ${status}</title></html>`,
		},
		outcome: SENT_AGAIN,
	})),
	{
		...submit,
		name: 'no channel, in the task form',
		source: 'new-api dto/task.go',
		times: 1,
		answer: {
			status: 503,
			body: { code: 'model_not_found', message: 'No available channel', data: null },
		},
		outcome: SENT_AGAIN,
	} satisfies AnswerCase,
];

/** The endpoint is denied for the rest of the run after the first item's last try. */
export const neverAChannel: AnswerCase = {
	...submit,
	name: 'no channel, longer than the timeout',
	source: 'new-api middleware/distributor.go',
	answer: { status: 503, body: told('No available channel for model fal-ai/x', 'model_not_found') },
	parameters: HASTY,
	outcome: { ...saying(DENIED, 'No available channel'), batchSubmits: 1 },
};
