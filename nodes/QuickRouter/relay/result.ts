import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { webUrlOf } from '../shared/webUrl';

/** A file that a request made. */
export interface ResultFile {
	url: string;
	width?: number;
	height?: number;
	contentType?: string;
	fileName?: string;
	/** In bytes. */
	fileSize?: number;
	/** What the safety checker says of it, where it was asked. */
	nsfw?: boolean;
}

/** What a finished request made. */
export interface Result {
	files: ResultFile[];
	seed?: number;
	prompt?: string;
	timings?: IDataObject;
	/** The relay's answer, untouched. */
	raw: IDataObject;
}

/** So many files of a result are read; no model makes more, and an answer may hold any number. */
const MOST_FILES = 1_000;

const text = z.string().min(1);
const number = z.number().optional().catch(undefined);
const anything = z.unknown();
/** A number as text is taken, unless a double would make another number of it. */
const fromText = (value: unknown) => {
	const isDigits = typeof value === 'string' && /^-?\d+$/.test(value);
	return isDigits && Number.isSafeInteger(Number(value)) ? Number(value) : value;
};

const fileObject = z.looseObject({
	url: text,
	width: number,
	height: number,
	content_type: text.optional().catch(undefined),
	file_name: text.optional().catch(undefined),
	file_size: number,
});
/** fal's models give a file as an object, some relays as its URL alone. */
const file = z.preprocess((raw) => (typeof raw === 'string' ? { url: raw } : raw), fileObject);

const answer = z.looseObject({
	images: z.array(anything).catch([]).default([]),
	image: anything,
	video: anything,
	audio: anything,
	seed: z.preprocess(fromText, number),
	prompt: z.string().optional().catch(undefined),
	timings: z.record(z.string(), anything).optional().catch(undefined),
	has_nsfw_concepts: z.array(anything).catch([]).default([]),
});

/** Reads what a model of images, or the like, made; undefined where the answer holds no file. */
export function readResult(raw: IDataObject): Result | undefined {
	const read = answer.parse(raw);
	// A file that cannot be read is passed over: the others are paid for as well
	const files = [...read.images.slice(0, MOST_FILES), read.image, read.video, read.audio].flatMap(
		(one, index) => readFile(one, read.has_nsfw_concepts[index]),
	);
	return files.length > 0 ? resultOf(files, read, raw) : undefined;
}

/** Words of the queue and of errors: an answer that says something with one of them is no result. */
const QUEUE_WORDS = ['status', 'detail', 'error', 'error_type', 'message', 'code', 'success'];
/** What stands beside what a model made, or in place of it while the request runs. */
const NOT_MADE = new Set([
	...['request_id', 'queue_position', 'response_url', 'status_url', 'cancel_url'],
	...['logs', 'metrics', 'progress'],
]);
/** How deep files lie at most, as in `model_urls.glb.url`. */
const DEEPEST = 3;

/**
 * Reads what any other model of fal made: files under whatever name, such as `model_mesh`, or no file
 * at all. Undefined where an answer does not hold anything of the kind.
 */
export function readOtherResult(raw: IDataObject): Result | undefined {
	if (QUEUE_WORDS.some((word) => isGiven(raw[word]))) return undefined;
	const entries = Object.entries(raw).filter(([name]) => !NOT_MADE.has(name));
	const made = Object.fromEntries(entries.filter(([, value]) => isGiven(value)));
	if (Object.keys(made).length === 0) return undefined;
	return resultOf(filesIn(made), answer.parse(raw), raw);
}

function filesIn(value: unknown, depth = DEEPEST): ResultFile[] {
	if (typeof value !== 'object' || value === null || depth === 0) return [];
	const own = readFile(value);
	if (own.length > 0) return own;
	const entries = Object.entries(value).slice(0, MOST_FILES);
	return entries.flatMap(([name, inner]) =>
		typeof inner === 'string' && name.endsWith('_url') && webUrlOf(inner)
			? readFile(inner)
			: filesIn(inner, depth - 1),
	);
}

function resultOf(
	files: ResultFile[],
	{ seed, prompt, timings }: z.output<typeof answer>,
	raw: IDataObject,
): Result {
	const made = files.slice(0, MOST_FILES);
	return { files: made, seed, prompt, timings: timings as IDataObject | undefined, raw };
}

/** Whether there is something: an empty list is what a request that is not finished may show. */
export function isGiven(value: unknown): boolean {
	const isEmptyList = Array.isArray(value) && value.length === 0;
	return !(value === undefined || value === null || value === false || value === '' || isEmptyList);
}

function readFile(raw: unknown, nsfw?: unknown): ResultFile[] {
	// A failing parse is slow, and most answers hold no file
	if (raw === undefined || raw === null) return [];
	const read = file.safeParse(raw);
	if (!read.success) return [];
	const { url, width, height } = read.data;
	const { content_type: contentType, file_name: fileName, file_size: fileSize } = read.data;
	const flagged = typeof nsfw === 'boolean' ? nsfw : undefined;
	return [{ url, width, height, contentType, fileName, fileSize, nsfw: flagged }];
}
