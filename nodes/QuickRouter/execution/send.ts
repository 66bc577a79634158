import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Send } from '../queue/relay';
import { credentialError } from './nodeError';

const CREDENTIAL = 'quickRouterApi';

/** Where calls go, and the key that must not come back out. */
export interface Access {
	/** Without a slash at its end. */
	baseUrl: string;
	apiKey: string;
}

/**
 * Reads the credential.
 *
 * @throws {NodeOperationError} where its Base URL is no http(s) URL
 */
export async function readAccess(context: IExecuteFunctions): Promise<Access> {
	const { baseUrl, apiKey } = await context.getCredentials<Record<string, unknown>>(CREDENTIAL);
	const written = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	const url = URL.canParse(written) ? new URL(written) : undefined;
	const isPlain = url && url.search + url.hash + url.username + url.password === '';
	if (!isPlain || !['http:', 'https:'].includes(url.protocol)) {
		// The value is not repeated: it may be the key, pasted into the wrong field
		const problem =
			'The Base URL in the credential must be an http(s) URL without user, query or fragment';
		throw credentialError(context, problem);
	}
	return {
		baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
		apiKey: typeof apiKey === 'string' ? apiKey.trim() : '',
	};
}

/**
 * Sends the relay's calls through n8n, which adds the credential. Answers come back as they are,
 * whatever their status, to be read by us; redirects are not followed, since the key would go along,
 * and an answer that repeats the key does not bring it into errors and outputs.
 */
export function createSend(context: IExecuteFunctions, { baseUrl, apiKey }: Access): Send {
	const withoutStop = withoutCancelSignal(context);
	return async ({ method, path, body, timeoutMs, outlivesStop }) => {
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
		};
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				outlivesStop ? withoutStop : context,
				CREDENTIAL,
				options,
			)) as IN8nHttpFullResponse;
			const { statusCode, headers } = response;
			return { statusCode, headers, text: withoutKey(asText(response.body), apiKey) };
		} catch (error) {
			return { networkErrorCode: networkErrorCode(error) };
		}
	};
}

/**
 * The context as a caller that no stop reaches: n8n ties each authenticated request to the cancel
 * signal of the context that makes it, and so would drop a cancel before it is sent.
 */
function withoutCancelSignal(context: IExecuteFunctions): IExecuteFunctions {
	return {
		getCredentials: context.getCredentials.bind(context),
		getNode: context.getNode.bind(context),
		helpers: context.helpers,
		logger: context.logger,
	} as IExecuteFunctions;
}

function withoutKey(text: string, apiKey: string): string {
	return apiKey === '' ? text : text.replaceAll(apiKey, '***');
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
