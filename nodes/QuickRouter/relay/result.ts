import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

/** A file that a request made. */
export interface ResultFile {
	url: string;
	width?: number;
	height?: number;
	contentType?: string;
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

const text = z.string().min(1);
const number = z.number().optional().catch(undefined);
const anything = z.unknown();

const fileObject = z.looseObject({
	url: text,
	width: number,
	height: number,
	content_type: text.optional().catch(undefined),
});
/** fal's models give a file as an object, some relays as its URL alone. */
const file = z.preprocess((raw) => (typeof raw === 'string' ? { url: raw } : raw), fileObject);

const answer = z.looseObject({
	images: z.array(anything).catch([]).default([]),
	image: anything,
	video: anything,
	audio: anything,
	seed: number,
	prompt: z.string().optional().catch(undefined),
	timings: z.record(z.string(), anything).optional().catch(undefined),
	has_nsfw_concepts: z.array(anything).catch([]).default([]),
});

/** Reads what a model of images, or the like, made; undefined where the answer holds no file. */
export function readResult(raw: IDataObject): Result | undefined {
	const read = answer.parse(raw);
	// A file that cannot be read is passed over: the others are paid for as well
	const files = [...read.images, read.image, read.video, read.audio].flatMap((one, index) =>
		readFile(one, read.has_nsfw_concepts[index]),
	);
	return files.length > 0 ? resultOf(files, read, raw) : undefined;
}

/** Words of the queue and of errors: an answer that holds one of them is not what a model made. */
const QUEUE_WORDS = ['status', 'detail', 'error', 'error_type', 'message', 'code', 'success'];
/** What stands beside what a model made. */
const NOT_MADE = new Set(['request_id', 'response_url', 'status_url', 'cancel_url', 'metrics']);

/**
 * Reads what any other model of fal made: files under whatever name, such as `model_mesh`, or no file
 * at all. Undefined where an answer does not hold anything of the kind.
 */
export function readOtherResult(raw: IDataObject): Result | undefined {
	if (QUEUE_WORDS.some((word) => word in raw)) return undefined;
	const made = Object.entries(raw).filter(([name, value]) => !NOT_MADE.has(name) && isGiven(value));
	if (made.length === 0) return undefined;
	const objects = made.flatMap(([, value]) => value).filter((one) => typeof one === 'object');
	return resultOf(
		objects.flatMap((one) => readFile(one)),
		answer.parse(raw),
		raw,
	);
}

function resultOf(
	files: ResultFile[],
	{ seed, prompt, timings }: z.output<typeof answer>,
	raw: IDataObject,
): Result {
	return { files, seed, prompt, timings: timings as IDataObject | undefined, raw };
}

/** An empty list is what a request that is not finished may show. */
function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function readFile(raw: unknown, nsfw?: unknown): ResultFile[] {
	// A failing parse is slow, and most answers hold no file
	if (raw === undefined || raw === null) return [];
	const read = file.safeParse(raw);
	if (!read.success) return [];
	const { url, width, height, content_type: contentType } = read.data;
	return [{ url, width, height, contentType, nsfw: typeof nsfw === 'boolean' ? nsfw : undefined }];
}
