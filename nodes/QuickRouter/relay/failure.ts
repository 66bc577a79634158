import { z } from 'zod/v4';

import { quoted, shortened } from '../shared/shortened';

/** One thing that fal says is wrong with a request. */
export interface FailureDetail {
	/** The field it speaks of, by its name on the wire. */
	field?: string;
	message: string;
}

/** Why a request did not succeed, as fal or the relay puts it. */
export interface Failure {
	details: [FailureDetail, ...FailureDetail[]];
	/** The first error type that was named, such as content_policy_violation. */
	type?: string;
}

const entry = z.looseObject({
	loc: z
		.array(z.union([z.string(), z.number()]))
		.optional()
		.catch(undefined),
	msg: z.string().optional().catch(undefined),
	type: z.string().optional().catch(undefined),
	input: z.unknown().optional(),
});

/** fal's error types in words. What is not here is told in fal's own. */
const IN_WORDS: Record<string, string> = {
	content_policy_violation: 'the prompt or the image was refused by the content filter',
	missing: 'it is missing',
	image_load_error:
		'the image must be a whole JPEG, PNG, WebP, GIF or AVIF file, and could not be read',
	file_download_error: 'the file must have a public URL, and could not be downloaded',
	file_too_large: 'the file is too large',
	image_too_small: 'the image is too small',
	image_too_large: 'the image is too large',
	unsupported_image_format: 'the image format is not supported',
	request_timeout: 'the model took too long',
	startup_timeout: 'the model did not start in time',
	client_cancelled: 'the request was cancelled',
};

const LONGEST_INPUT_SHOWN = 60;
const LONGEST_MESSAGE_SHOWN = 500;

/** Reads fal's `detail` (a text, or a list of entries with a place, a message and a type). */
export function readDetail(detail: unknown, type?: string): Failure {
	const entries = Array.isArray(detail) ? detail : [detail];
	const [first, ...others] = entries.map((raw) => readEntry(raw, type));
	return {
		details: [
			first?.said ?? { message: inWords(type, undefined) },
			...others.map(({ said }) => said),
		],
		type: type ?? first?.type,
	};
}

/** Reads an `error`: a text, or an object with a message, as the relay and fal's queue have it. */
export function readError(error: unknown, type?: string): Failure {
	const object = z.looseObject({ message: z.string() }).safeParse(error);
	return readDetail(object.success ? object.data.message : error, type);
}

function readEntry(raw: unknown, type?: string): { said: FailureDetail; type?: string } {
	if (typeof raw === 'string') return { said: { message: inWords(type, raw) } };
	const read = entry.safeParse(raw);
	if (!read.success) return { said: { message: inWords(type, JSON.stringify(raw)) } };
	const { loc, msg, input } = read.data;
	const place = loc?.filter((part) => part !== 'body') ?? [];
	const field = place.length > 0 ? place.join('.') : undefined;
	const given =
		typeof input === 'number' || typeof input === 'string' ? `, but got ${show(input)}` : '';
	return {
		said: { field, message: inWords(read.data.type, msg) + given },
		type: read.data.type,
	};
}

function inWords(type: string | undefined, message: string | undefined): string {
	const known = type === undefined ? undefined : IN_WORDS[type];
	return shortened(known ?? message ?? type ?? 'no reason was given', LONGEST_MESSAGE_SHOWN);
}

function show(input: string | number): string {
	return typeof input === 'number' ? String(input) : quoted(input, LONGEST_INPUT_SHOWN);
}
