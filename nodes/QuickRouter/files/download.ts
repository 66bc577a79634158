import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { asError } from '../asError';
import type { Clock } from '../queue/clock';
import { resultKindOf } from './fileKind';
import { headOf, upTo, type ByteStream } from './stream';

const MEGABYTE = 1024 * 1024;
const LARGEST_MB = 200;
const TIMEOUT_MS = 120_000;
const TRIES = 3;
/** Pause before the second try; that before the third is twice as long. */
const RETRY_MS = 1_000;

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
	/** Name of the file without its extension, which its content decides. */
	name: string;
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
			await clock.sleep(RETRY_MS * tries);
		}
	}
}

async function tryOnce(
	context: IExecuteFunctions,
	{ url, name, signal }: Download,
): Promise<IBinaryData> {
	const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
	if (!['http:', 'https:'].includes(protocol)) {
		throw new DownloadError('its address is no http(s) URL', false);
	}
	const response = (await context.helpers.httpRequest({
		method: 'GET',
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT_MS,
		abortSignal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
	})) as IN8nHttpFullResponse;
	const stream = response.body as ByteStream;
	try {
		throwIfRefused(response);
		const head = await headOf(stream);
		if (head.length === 0) throw new DownloadError('the file is empty', true);
		const contentType = headerOf(response, 'content-type');
		const kind = resultKindOf(head, contentType);
		if (!kind) {
			throw new DownloadError(`it is no picture, video or sound but ${contentType}`, false);
		}
		const whole = upTo(stream, LARGEST_MB * MEGABYTE, tooLarge);
		const fileName = `${name}.${kind.extension}`;
		return await context.helpers.prepareBinaryData(whole, fileName, kind.mimeType);
	} finally {
		stream.destroy();
	}
}

function throwIfRefused(response: IN8nHttpFullResponse): void {
	const { statusCode } = response;
	if (statusCode !== 200) {
		const mayRepeat = statusCode >= 500 || [404, 408, 425, 429].includes(statusCode);
		throw new DownloadError(`its server answered with HTTP ${statusCode}`, mayRepeat);
	}
	if (Number(headerOf(response, 'content-length')) > LARGEST_MB * MEGABYTE) throw tooLarge();
}

function tooLarge(): DownloadError {
	return new DownloadError(`it is larger than ${LARGEST_MB} MB`, false);
}

function headerOf({ headers }: IN8nHttpFullResponse, name: string): string {
	const value = headers[name];
	return typeof value === 'string' ? value : '';
}
