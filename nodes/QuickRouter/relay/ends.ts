import { denialIn, isWordFilter } from './denial';
import type { Parsed } from './parsed';
import type { NoReply } from './relay';
import { isSuccessCode, type Said } from './said';

/** What an answer to a submit proves that brings neither a result nor a request. */
type SubmitCause =
	// Nothing was queued
	| 'accessRefused'
	| 'balanceUsedUp'
	| 'endpointUnknown'
	| 'fileNotLoaded'
	| 'firewall'
	| 'modelNotAllowed'
	| 'noChannel'
	| 'notAccepted'
	| 'notSent'
	| 'quotaLimited'
	| 'rateLimited'
	| 'redirected'
	| 'refused'
	| 'tokenUnusable'
	| 'tooLarge'
	| 'unauthorized'
	| 'unreached'
	| 'wordFilter'
	// Perhaps something was queued
	| 'noAnswer'
	| 'redirectedAfterwards'
	| 'unclearAnswer';

/** The same of an answer to a poll. */
export type PollCause =
	| 'failed'
	| 'fileNotLoaded'
	| 'forgotten'
	| 'noClearPoll'
	| 'notSent'
	| 'pollRedirected'
	| 'pollRefused'
	| 'rateLimited'
	| 'refused'
	| 'relayError';

/** What an answer proves that brings neither a result nor a request. */
export type AnswerCause = SubmitCause | PollCause;

/** What an answer that brings nothing says, for an error. */
export interface Told extends Partial<Said> {
	statusCode?: number;
	/** A network error's code, such as ECONNRESET. */
	networkCode?: string;
	/** So much was read of an answer that is larger. */
	largerThanMb?: number;
	/** How an answer begins that cannot be read. */
	excerpt?: string;
}

interface End<Proven extends AnswerCause> {
	cause: Proven;
	told: Told;
}

const LONGEST_EXCERPT = 300;

/** Network errors of a connection, or a handshake, that never came about: no byte was sent. */
const NEVER_SENT = new Set([
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL'],
	...['EPROTO', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
	...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
	'UNABLE_TO_GET_ISSUER_CERT',
]);
const NEVER_SENT_KINDS = /^(?:CERT_|ERR_TLS_|ERR_SSL_)/;

/** Cloudflare never reached the origin: https://developers.cloudflare.com/support/troubleshooting/http-status-codes */
const ORIGIN_UNREACHED = new Set([521, 523, 525, 526, 530]);
/** A server or a proxy that may have taken the request before it gave up. */
const GAVE_UP = new Set([408, 409, 425, 444, 460, 499]);
/** "Found" and "see other" may point at what a submit has made; the others ask to send it again. */
const SEE_OTHER = new Set([302, 303]);

/** new-api's codes, types/error.go: what comes after the upstream was asked, or may. */
const PROVES_NOTHING = new Set([
	...['do_request_failed', 'read_response_body_failed', 'empty_response', 'get_channel_failed'],
	'channel:response_time_exceeded',
]);
/** The same, where the upstream itself answered: its 4xx is a refusal. */
const UPSTREAM_CODES = 'bad_response';
/** new-api's own checks, types/error.go: before the upstream is asked. */
const NOTHING_QUEUED = new Set([
	...['model_price_error', 'sensitive_words_detected', 'count_token_failed', 'invalid_request'],
	...['gen_relay_info_failed', 'query_data_error', 'channel:no_available_key'],
	...['channel:invalid_key', 'channel:model_mapped_error', 'channel:param_override_invalid'],
	'channel:header_override_invalid',
]);
const NO_CHANNEL_CODES = new Set(['model_not_found']);
/** In older versions, and in other languages, by what stands in brackets in all of them. */
const NO_CHANNEL =
	/no available channel|无可用渠道|[(（](?:distributor|distribuidor|ディストリビューター|bộ phân phối)[)）]/i;
const NOT_FOUND_CODES = new Set(['task_not_exist', 'request_not_found', 'not_found']);
/** A 403 of one model, and not of all: new-api i18n/locales, distributor.token_model_forbidden. */
const ABOUT_MODEL = /\bmod[eèé]l[eo]?\b|模型|モデル|모델|модел|mô hình/iu;
const ABOUT_ALL_MODELS = /any models|任何模型/i;
/** A 403 of a user, a group or an address that may do nothing: new-api i18n/locales and middleware/auth.go. */
const BLOCKED =
	/封禁|禁用|弃用|网段|分组|任何模型|\bIP\b|\bgroup\b|any models|\bban(?:ned|ni|ido)\b|BANされ|차단|заблокирован|bị cấm/iu;
const WEB_PAGE = /^\s*</;
/** fal's type of a refusal that may pass though the request stays as it is: its file may come. */
const FILE_NOT_LOADED = 'file_download_error';

/**
 * What an answer to a submit proves of it, in the order that docs/relay.md gives reasons for: words
 * of an account that may not go on, too many calls, codes that prove nothing, codes that prove that
 * nothing was queued, the status code. Where nothing is proven, it is unclear.
 */
export function causeOfSubmit(reply: Parsed | NoReply): End<SubmitCause> {
	if (!('text' in reply)) {
		if (isNeverSent(reply)) return { cause: 'unreached', told: { networkCode: reply.networkCode } };
		return withoutReply(reply, 'noAnswer', 'unclearAnswer');
	}
	return endOf(submitCause(reply), reply);
}

function submitCause(parsed: Parsed): SubmitCause {
	const { statusCode, text, body, said } = parsed;
	const { codes, details } = said;
	if (statusCode === 422 || (details && isClientError(statusCode))) {
		const cause = refusalIn(said, statusCode);
		if (cause !== 'failed') return cause;
	}
	const denial = denialIn(said);
	if (statusCode === 429) return denial ? 'quotaLimited' : 'rateLimited';
	if (denial) return denial === 'balance' ? 'balanceUsedUp' : 'tokenUnusable';
	if (codes.some((code) => PROVES_NOTHING.has(code))) return 'unclearAnswer';
	const isUpstreams = codes.some((code) => code.startsWith(UPSTREAM_CODES));
	if (isUpstreams && !isClientError(statusCode)) return 'unclearAnswer';
	if (isWordFilter(said)) return 'wordFilter';
	if (statusCode === 503) {
		const isKnown = codes.some((code) => NO_CHANNEL_CODES.has(code));
		return isKnown || NO_CHANNEL.test(text) ? 'noChannel' : 'unclearAnswer';
	}
	if (codes.some((code) => NOTHING_QUEUED.has(code))) return 'notAccepted';
	if (statusCode < 300) return isPlainRefusal(body) ? 'notAccepted' : 'unclearAnswer';
	if (statusCode < 400) return SEE_OTHER.has(statusCode) ? 'redirectedAfterwards' : 'redirected';
	if (isClientError(statusCode)) return clientErrorCause(parsed, isUpstreams);
	if (ORIGIN_UNREACHED.has(statusCode)) return 'unreached';
	return statusCode === 501 ? 'notAccepted' : 'unclearAnswer';
}

function clientErrorCause({ statusCode, text, said }: Parsed, isUpstreams: boolean): SubmitCause {
	if (GAVE_UP.has(statusCode)) return 'unclearAnswer';
	if (isUpstreams) return 'notAccepted';
	switch (statusCode) {
		case 401:
			return 'unauthorized';
		case 402:
			return 'balanceUsedUp';
		case 403:
			if (WEB_PAGE.test(text)) return 'firewall';
			if (isAboutModel(said.message)) return 'modelNotAllowed';
			return BLOCKED.test(said.message ?? '') ? 'accessRefused' : 'notAccepted';
		case 404:
			return 'endpointUnknown';
		case 413:
			return 'tooLarge';
		default:
			return 'notAccepted';
	}
}

function isAboutModel(message = ''): boolean {
	return ABOUT_MODEL.test(message) && !ABOUT_ALL_MODELS.test(message);
}

/** A success by its status code that says that it is none, and has nothing to show for it. */
function isPlainRefusal(body: Parsed['body']): boolean {
	if (!body) return false;
	const isError = body.success === false || !isSuccessCode(body.code);
	return isError && (body.data === undefined || body.data === null);
}

/** What an answer to a poll proves of its request. */
export function causeOfPoll(reply: Parsed | NoReply): End<PollCause> {
	if (!('text' in reply)) return withoutReply(reply, 'noClearPoll', 'noClearPoll');
	return endOf(pollCause(reply), reply);
}

function pollCause({ statusCode, said, state, body }: Parsed): PollCause {
	const { codes, details, errorType, message } = said;
	if (statusCode === 404 || codes.some((code) => NOT_FOUND_CODES.has(code))) return 'forgotten';
	if (details || statusCode === 422) return refusalIn(said, statusCode);
	if (statusCode === 429) return 'rateLimited';
	if (statusCode === 401 || statusCode === 403) return 'pollRefused';
	if (state.is === 'failed' || errorType !== undefined) return 'failed';
	if (state.is === 'completed' && message !== undefined) return 'failed';
	if (statusCode >= 300 && statusCode < 400) return 'pollRedirected';
	if (isClientError(statusCode)) return GAVE_UP.has(statusCode) ? 'noClearPoll' : 'relayError';
	const saysError = body !== undefined && statusCode < 300 && message !== undefined;
	return saysError ? 'relayError' : 'noClearPoll';
}

/** A list of fal's: of fields that the model does not accept, or of what else went wrong. */
function refusalIn(
	{ details = [] }: Said,
	statusCode: number,
): 'failed' | 'fileNotLoaded' | 'refused' {
	if (details[0]?.type === FILE_NOT_LOADED) return 'fileNotLoaded';
	const isAboutFields = details.some(({ field }) => field !== undefined);
	return statusCode === 422 || isAboutFields ? 'refused' : 'failed';
}

function isClientError(statusCode: number): boolean {
	return statusCode >= 400 && statusCode < 500;
}

function withoutReply<Proven extends AnswerCause>(
	reply: NoReply,
	lost: Proven,
	tooLarge: Proven,
): End<Proven | 'notSent'> {
	if ('notSent' in reply) return { cause: 'notSent', told: { message: reply.notSent } };
	if ('largerThanMb' in reply) return { cause: tooLarge, told: reply };
	return { cause: lost, told: { networkCode: reply.networkCode } };
}

function isNeverSent(reply: NoReply): reply is Extract<NoReply, { networkCode: string }> {
	if (!('networkCode' in reply)) return false;
	const { networkCode, neverConnected = false } = reply;
	return neverConnected || NEVER_SENT.has(networkCode) || NEVER_SENT_KINDS.test(networkCode);
}

function endOf<Proven extends AnswerCause>(
	cause: Proven,
	{ statusCode, text, said }: Parsed,
): End<Proven> {
	const isRead = said.message !== undefined || said.details !== undefined;
	const excerpt = isRead || text.trim() === '' ? undefined : text.slice(0, LONGEST_EXCERPT);
	return { cause, told: { ...said, statusCode, excerpt } };
}
