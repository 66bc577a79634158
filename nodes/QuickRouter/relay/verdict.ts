import type { IDataObject } from 'n8n-workflow';

import { readDetail, readError, type Failure } from './failure';
import { parseObject } from './json';
import { REQUEST_ID } from '../shared/requestId';
import type { CallKind, HttpReply, Reply } from './relay';
import { isGiven, readOtherResult, readResult, type Result } from './result';

/** What a reply of the relay means. */
export type Verdict =
	| { kind: 'completed'; result: Result; requestId?: string }
	| { kind: 'pending'; status: string; requestId?: string; queuePosition?: number }
	/** Finished, it says, but it shows nothing. */
	| { kind: 'empty'; requestId?: string }
	/**
	 * Finished without a picture: the request itself is at fault, or fal is. It is proven by fal's own
	 * word on the request; an error of the relay's may pass.
	 */
	| { kind: 'failed'; failure: Failure; statusCode: number; requestId?: string; isProven: boolean }
	/** Nothing was done: too many calls. */
	| { kind: 'limited' }
	/** Nothing was done: the key, or the account, is not accepted. */
	| { kind: 'denied'; statusCode: number; failure: Failure }
	/** No such request, or no such endpoint. */
	| { kind: 'notFound'; failure: Failure }
	/** Nothing was done: the relay sends us elsewhere, where the key must not go. */
	| { kind: 'redirected'; statusCode: number }
	/** No sense could be made of it; `nothingQueued` where that much is certain. */
	| { kind: 'unclear'; reason: string; statusCode?: number; nothingQueued: boolean };

const FAILED = new Set(['FAILED', 'FAILURE', 'ERROR', 'CANCELLED', 'CANCELED']);
const PENDING = new Set(['IN_QUEUE', 'IN_PROGRESS', 'PENDING', 'PROCESSING', 'QUEUED']);
const STILL_RUNNING = /still in progress/i;
const NO_CHANNEL = /no available channel/i;

/** Network errors that come before a request is sent, and only then. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const NETWORK_IN_WORDS: Record<string, string> = {
	EAI_AGAIN: 'the host could not be looked up',
	ECONNABORTED: 'no answer in time',
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was closed',
	ENOTFOUND: 'the host was not found',
	ETIMEDOUT: 'no answer in time',
};

/**
 * Reads a reply, by what docs/relay.md knows of the relay: the body before the status code, because
 * the relay answers "still in progress" with 200, 202 and 400 alike, and a failed job with 200.
 *
 * @param call what it is the reply to: only a poll may bring what any model of fal makes
 */
export function readReply(reply: Reply, call?: CallKind): Verdict {
	if ('networkErrorCode' in reply) {
		const code = reply.networkErrorCode;
		const reason = `${NETWORK_IN_WORDS[code] ?? 'the connection failed'} (${code})`;
		return { kind: 'unclear', reason, nothingQueued: NEVER_SENT.has(code) };
	}
	const body = parseObject(reply.text);
	return (body && readBody(body, reply, call)) ?? readStatusCode(reply, body);
}

function readBody(
	body: IDataObject,
	{ statusCode }: HttpReply,
	call?: CallKind,
): Verdict | undefined {
	const result = readResult(body);
	const requestId = readRequestId(body);
	if (result) return { kind: 'completed', result, requestId };

	if (typeof body.detail === 'string' && STILL_RUNNING.test(body.detail)) {
		return { kind: 'pending', status: 'IN_PROGRESS', requestId };
	}
	const status = typeof body.status === 'string' ? body.status.toUpperCase() : '';
	if (PENDING.has(status)) {
		const position = body.queue_position;
		const queuePosition = typeof position === 'number' ? position : undefined;
		return { kind: 'pending', status, requestId, queuePosition };
	}
	if (speaksByStatusCode(statusCode)) return undefined;

	const type = typeof body.error_type === 'string' ? body.error_type : undefined;
	const failed = (failure: Failure, isProven: boolean): Verdict => ({
		kind: 'failed',
		failure,
		statusCode,
		requestId,
		isProven,
	});
	if (FAILED.has(status)) {
		return failed(readError(body.error ?? body.detail ?? body.message ?? status, type), true);
	}
	if (Array.isArray(body.detail)) return failed(readDetail(body.detail, type), true);
	if (type !== undefined) return failed(readError(body.error ?? body.detail, type), true);
	const isCompleted = status === 'COMPLETED';
	const told = typeof body.detail === 'string' ? body.detail : body.error;
	if (isGiven(told) && (isCompleted || statusCode < 500)) {
		return failed(readError(told), isCompleted || statusCode === 422);
	}
	if (isCompleted) return { kind: 'empty', requestId };
	if (statusCode >= 300) return undefined;
	const other = call === 'poll' ? readOtherResult(body) : undefined;
	if (other) return { kind: 'completed', result: other, requestId };
	return requestId !== undefined ? { kind: 'pending', status: 'IN_QUEUE', requestId } : undefined;
}

/** Codes that tell more than the text of an error in the body. */
function speaksByStatusCode(statusCode: number): boolean {
	return [401, 403, 404, 429].includes(statusCode);
}

function readStatusCode({ statusCode, text }: HttpReply, body?: IDataObject): Verdict {
	const failure = readError(body?.error ?? body?.detail ?? body?.message ?? describe(text, body));
	if (statusCode === 401 || statusCode === 403) return { kind: 'denied', statusCode, failure };
	if (statusCode === 404) return { kind: 'notFound', failure };
	if (statusCode === 429) return { kind: 'limited' };
	if (statusCode >= 300 && statusCode < 400) return { kind: 'redirected', statusCode };
	return {
		kind: 'unclear',
		reason: failure.details[0].message,
		statusCode,
		nothingQueued: statusCode === 503 && body !== undefined && NO_CHANNEL.test(text),
	};
}

function readRequestId(body: IDataObject): string | undefined {
	const id = typeof body.request_id === 'number' ? String(body.request_id) : body.request_id;
	return typeof id === 'string' && REQUEST_ID.test(id) ? id : undefined;
}

function describe(text: string, body?: IDataObject): string {
	if (body) return 'an answer that says neither how far the request is nor what it made';
	if (text.trim() === '') return 'an empty answer';
	return /^\s*</.test(text) ? 'a web page instead of JSON' : 'an answer that is not a JSON object';
}
