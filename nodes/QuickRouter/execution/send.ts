import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { MEGABYTE, type ByteStream } from '../files/stream';
import type { NoReply, Send } from '../relay/relay';
import { hiderOf } from '../shared/apiKey';
import { asError, isRecord } from '../shared/values';
import { CREDENTIAL, type Access } from './access';

/** So much of an answer is read; of one that holds files themselves, as data URLs, more. */
const LARGEST_MB = 20;
const LARGEST_WITH_FILES_MB = 200;
const DATA_URL = '"data:';
const JSON_BODY = { 'Content-Type': 'application/json' };

/**
 * Sends the relay's calls through n8n, which adds the credential. Answers come back as they are,
 * whatever their status, to be read by us; redirects are not followed, since the key would go along,
 * and an answer that repeats the key does not bring it into errors and outputs.
 */
export function createSend(context: IExecuteFunctions, access: Access): Send {
	const { baseUrl, apiKey } = access;
	const hideKey = hiderOf(apiKey);
	const caller = callerFor(context, access);
	const stop = context.getExecutionCancelSignal();
	return async ({ method, path, body, timeoutMs, outlivesStop }) => {
		// axios counts a timeout from the last byte only, so that each call has a limit of its own
		const limit = AbortSignal.timeout(Math.ceil(timeoutMs));
		const options: IHttpRequestOptions = {
			method,
			url: `${baseUrl}${path}`,
			// As text: n8n would leave out an object without members
			...(body && { body: JSON.stringify(body), headers: JSON_BODY }),
			json: true,
			encoding: 'stream',
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: stop && !outlivesStop ? AbortSignal.any([stop, limit]) : limit,
		};
		let isSent = false;
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				caller,
				CREDENTIAL,
				options,
			)) as IN8nHttpFullResponse;
			isSent = true;
			const { statusCode, headers } = response;
			const text = await textOf(response.body as unknown as ByteStream);
			return typeof text === 'string' ? { statusCode, headers, text: hideKey(text) } : text;
		} catch (error) {
			if (limit.aborted) return { networkCode: 'ECONNABORTED' };
			const networkCode = networkCodeOf(error);
			if (networkCode !== undefined || isSent) {
				const neverConnected = !isSent && isOfConnecting(error);
				return { networkCode: networkCode ?? 'UNKNOWN', neverConnected };
			}
			return { notSent: hideKey(asError(error).message) };
		}
	};
}

/** Reads an answer up to a limit, since one may never end, or be small only while it is packed. */
async function textOf(stream: ByteStream): Promise<string | NoReply> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	let largestMb = LARGEST_MB;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes <= largestMb * MEGABYTE) continue;
		const hasFiles = chunks.some((one) => one.includes(DATA_URL));
		largestMb = hasFiles ? LARGEST_WITH_FILES_MB : LARGEST_MB;
		// Leaving the loop ends the connection
		if (bytes > largestMb * MEGABYTE) return { largerThanMb: largestMb };
	}
	return Buffer.concat(chunks).toString('utf8');
}

/**
 * The context as a caller without a cancel signal: n8n would tie each authenticated request to it,
 * in place of the signal that we give, and so drop a cancel before it is sent. It has all that n8n's
 * helper asks of a caller. Its credential is the one that was read: n8n would read it again for each
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

/** How deep n8n and axios wrap an error. */
const DEEPEST = 5;

/** An error and its causes. */
function chainOf(error: unknown): Record<string, unknown>[] {
	const chain: Record<string, unknown>[] = [];
	for (let at = error; isRecord(at) && chain.length < DEEPEST; at = at.cause) chain.push(at);
	return chain;
}

/** Codes of what Node refuses before it opens a connection. */
const BEFORE_SENDING = /^ERR_(?:INVALID|HTTP_INVALID|UNESCAPED|BAD_OPTION)/;

/**
 * The network's code of an error; n8n keeps it in different places, by version and by error. Undefined
 * where it is not the network's: then n8n itself failed before it sent anything.
 */
function networkCodeOf(error: unknown): string | undefined {
	let isNetworks = false;
	for (const at of chainOf(error)) {
		for (const code of [at.code, at.httpCode]) {
			if (typeof code !== 'string' || !/^[A-Z][A-Z0-9_]+$/.test(code)) continue;
			return BEFORE_SENDING.test(code) ? undefined : code;
		}
		isNetworks ||= at.isAxiosError === true || at.name === 'AxiosError';
	}
	return isNetworks ? 'UNKNOWN' : undefined;
}

/** Whether Node says that it failed to connect. */
function isOfConnecting(error: unknown): boolean {
	return chainOf(error).some(({ syscall }) => syscall === 'connect');
}
