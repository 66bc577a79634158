import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { asError } from '../shared/values';
import { backoffMs } from '../pace/backoff';
import type { Clock } from '../pace/clock';
import { webUrlOf } from '../shared/webUrl';
import { HEAD_BYTES, resultKindOf } from './fileKind';
import { beginningOf, MEGABYTE, upTo, type ByteStream } from './stream';

const LARGEST_MB = 200;
const TRIES = 3;

/** Why a file could not be downloaded, and whether it may help to try again. */
class DownloadError extends Error {
	constructor(
		message: string,
		readonly mayRepeat: boolean,
	) {
		super(message);
		this.name = 'DownloadError';
	}
}

export interface Download {
	/** From an answer of the relay: not to be trusted, and asked for without the key. */
	url: string;
	/** What the answer says that it is. */
	contentType?: string;
	/** Name of the file without its extension, which its content decides. */
	name: string;
	/** Limit to each try. */
	timeoutMs: number;
	/** Ends it. */
	signal: AbortSignal;
}

/**
 * Downloads a file into n8n's storage, as a stream. What fails for a reason that may pass is tried
 * again.
 *
 * @throws {Error} that says why there is no file
 */
export async function download(
	context: IExecuteFunctions,
	clock: Clock,
	wanted: Download,
): Promise<IBinaryData> {
	for (let tries = 1; ; tries++) {
		try {
			return await tryOnce(context, wanted);
		} catch (error) {
			const mayRepeat = !(error instanceof DownloadError) || error.mayRepeat;
			if (!mayRepeat || tries === TRIES || clock.stopped) throw asError(error);
			await clock.sleep(backoffMs(tries));
		}
	}
}

async function tryOnce(context: IExecuteFunctions, wanted: Download): Promise<IBinaryData> {
	const { url, signal, timeoutMs } = wanted;
	const inside = dataUrlOf(url);
	if (inside) return await store(context, inside.bytes, inside.bytes, inside.type, wanted);
	if (!webUrlOf(url)) throw new DownloadError('its URL is not an http(s) URL', false);
	// Held until the file is stored: a limit that nobody holds may be collected as garbage
	const limit = AbortSignal.timeout(Math.ceil(timeoutMs));
	try {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: timeoutMs,
			abortSignal: AbortSignal.any([signal, limit]),
		})) as IN8nHttpFullResponse;
		return await storeResponse(context, response, wanted);
	} catch (error) {
		throw limit.aborted ? tooSlow(timeoutMs) : asError(error);
	}
}

/** A file that stands in its URL, as fal gives it with sync_mode. */
const DATA_URL = /^data:([^,;]*)(?:;[^,;]*)*?;base64,([A-Za-z0-9+/_=\s-]*)$/;

function dataUrlOf(url: string): { type: string; bytes: Buffer } | undefined {
	if (!url.startsWith('data:')) return undefined;
	const [, type = '', base64] = DATA_URL.exec(url) ?? [];
	if (base64 === undefined) throw new DownloadError('its data URL is not valid base64', false);
	return { type, bytes: Buffer.from(base64, 'base64') };
}

async function storeResponse(
	context: IExecuteFunctions,
	response: IN8nHttpFullResponse,
	wanted: Download,
): Promise<IBinaryData> {
	const stream = response.body as ByteStream;
	try {
		throwIfRefused(response);
		const { head, isWhole } = await beginningOf(stream, HEAD_BYTES);
		const bytes = isWhole ? head : upTo(stream, LARGEST_MB * MEGABYTE, tooLarge);
		return await store(context, head, bytes, headerOf(response, 'content-type'), wanted);
	} finally {
		stream.destroy();
	}
}

/** @param served the type that comes with the bytes */
async function store(
	context: IExecuteFunctions,
	head: Buffer,
	bytes: Buffer | ByteStream,
	served: string,
	{ name, contentType: declared }: Download,
): Promise<IBinaryData> {
	if (head.length === 0) throw new DownloadError('the file is empty', true);
	const kind = resultKindOf(head.subarray(0, HEAD_BYTES), served, declared);
	if (!kind) {
		const told = served === '' ? 'unknown' : served;
		throw new DownloadError(
			`its content is not an image, video or audio file (type: ${told})`,
			false,
		);
	}
	return await context.helpers.prepareBinaryData(bytes, `${name}.${kind.extension}`, kind.mimeType);
}

function throwIfRefused(response: IN8nHttpFullResponse): void {
	const { statusCode } = response;
	if (statusCode !== 200) {
		const mayRepeat = statusCode >= 500 || [404, 408, 425, 429].includes(statusCode);
		throw new DownloadError(`its server answered with HTTP ${statusCode}`, mayRepeat);
	}
	if (Number(headerOf(response, 'content-length')) > LARGEST_MB * MEGABYTE) throw tooLarge();
}

function tooSlow(timeoutMs: number): DownloadError {
	return new DownloadError(`it did not arrive within ${Math.round(timeoutMs / 1000)} s`, true);
}

function tooLarge(): DownloadError {
	return new DownloadError(`it is larger than ${LARGEST_MB} MB`, false);
}

function headerOf({ headers }: IN8nHttpFullResponse, name: string): string {
	const value = headers[name];
	return typeof value === 'string' ? value : '';
}
