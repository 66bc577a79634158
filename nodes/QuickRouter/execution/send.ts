import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Send } from '../relay/relay';
import { CREDENTIAL, type Access } from './access';

/**
 * Sends the relay's calls through n8n, which adds the credential. Answers come back as they are,
 * whatever their status, to be read by us; redirects are not followed, since the key would go along,
 * and an answer that repeats the key does not bring it into errors and outputs.
 */
export function createSend(context: IExecuteFunctions, access: Access): Send {
	const { baseUrl, apiKey } = access;
	const caller = callerFor(context, access);
	const stop = context.getExecutionCancelSignal();
	return async ({ method, path, body, timeoutMs, outlivesStop }) => {
		// axios counts a timeout from the last byte only, so that each call has a limit of its own
		const limit = AbortSignal.timeout(Math.ceil(timeoutMs));
		const options: IHttpRequestOptions = {
			method,
			url: `${baseUrl}${path}`,
			body,
			json: true,
			encoding: 'text',
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: stop && !outlivesStop ? AbortSignal.any([stop, limit]) : limit,
		};
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				caller,
				CREDENTIAL,
				options,
			)) as IN8nHttpFullResponse;
			const { statusCode, headers } = response;
			return { statusCode, headers, text: withoutKey(asText(response.body), apiKey) };
		} catch (error) {
			return { networkErrorCode: limit.aborted ? 'ECONNABORTED' : networkErrorCode(error) };
		}
	};
}

/**
 * The context as a caller without a cancel signal: n8n would tie each authenticated request to it,
 * in place of the signal that we give, and so drop a cancel before it is sent. It has all that n8n's
 * helper asks of a caller. Its credential is the one that was read: n8n would read it anew for each
 * call, and send a key that was changed meanwhile to the Base URL from before.
 */
function callerFor(context: IExecuteFunctions, { credential }: Access): IExecuteFunctions {
	return {
		getCredentials: async () => await Promise.resolve({ ...credential }),
		getNode: context.getNode.bind(context),
		helpers: context.helpers,
		logger: context.logger,
	} as unknown as IExecuteFunctions;
}

const HIDDEN_KEY = '***';

/** Hides the key, as it is or in JSON's escapes. */
function withoutKey(text: string, apiKey: string): string {
	if (apiKey === '') return text;
	const hide = (value: string) => value.replaceAll(apiKey, HIDDEN_KEY);
	const plain = hide(text);
	if (!plain.includes('\\')) return plain;
	try {
		const parsed: unknown = JSON.parse(plain);
		return JSON.stringify(parsed, (_key, value: unknown) =>
			typeof value === 'string' ? hide(value) : value,
		);
	} catch {
		return plain;
	}
}

function asText(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

/** n8n keeps the network's code in different places, by version and by error. */
function networkErrorCode(error: unknown): string {
	for (let at = error, depth = 0; isRecord(at) && depth < 5; at = at.cause, depth++) {
		for (const code of [at.code, at.httpCode]) {
			if (typeof code === 'string' && /^[A-Z][A-Z_]+$/.test(code)) return code;
		}
	}
	return 'UNKNOWN';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
