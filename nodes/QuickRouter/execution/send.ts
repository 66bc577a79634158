import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Send } from '../queue/relay';
import { credentialError } from './nodeError';

const CREDENTIAL = 'quickRouterApi';

/**
 * The credential's Base URL, without a slash at its end.
 *
 * @throws {NodeOperationError} where it is no http(s) URL
 */
export async function readBaseUrl(context: IExecuteFunctions): Promise<string> {
	const { baseUrl } = await context.getCredentials<{ baseUrl?: unknown }>(CREDENTIAL);
	const written = typeof baseUrl === 'string' ? baseUrl.trim() : '';
	const url = URL.canParse(written) ? new URL(written) : undefined;
	const isPlain = url && url.search === '' && url.hash === '' && url.username === '';
	if (!isPlain || !['http:', 'https:'].includes(url.protocol)) {
		// The value is not repeated: it may be the key, pasted into the wrong field
		const problem =
			'The Base URL in the credential must be an http(s) URL without user, query or fragment';
		throw credentialError(context.getNode(), problem);
	}
	return written.replace(/\/+$/, '');
}

/**
 * Sends the relay's calls through n8n, which adds the credential. Answers come back as they are,
 * whatever their status, to be read by us; redirects are not followed, since the key would go along.
 */
export function createSend(context: IExecuteFunctions, baseUrl: string): Send {
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
			return { statusCode, headers, text: asText(response.body) };
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
