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

/** What a finished request made. Only the files are certain. */
export interface Result {
	files: [ResultFile, ...ResultFile[]];
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

/** Reads what a request made out of an answer; undefined where it holds no file. */
export function readResult(raw: IDataObject): Result | undefined {
	const read = answer.parse(raw);
	// A file that cannot be read is passed over: the others are paid for as well
	const [first, ...others] = [...read.images, read.image, read.video, read.audio].flatMap(
		(one, index) => readFile(one, read.has_nsfw_concepts[index]),
	);
	if (!first) return undefined;
	return {
		files: [first, ...others],
		seed: read.seed,
		prompt: read.prompt,
		timings: read.timings as IDataObject | undefined,
		raw,
	};
}

function readFile(raw: unknown, nsfw: unknown): ResultFile[] {
	// A failing parse is slow, and most answers hold no file
	if (raw === undefined || raw === null) return [];
	const read = file.safeParse(raw);
	if (!read.success) return [];
	const { url, width, height, content_type: contentType } = read.data;
	return [{ url, width, height, contentType, nsfw: typeof nsfw === 'boolean' ? nsfw : undefined }];
}
