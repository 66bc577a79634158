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

const file = z.looseObject({
	url: z.string().min(1),
	width: z.number().optional().catch(undefined),
	height: z.number().optional().catch(undefined),
	content_type: z.string().optional().catch(undefined),
});

const answer = z.looseObject({
	images: z.array(file).optional().catch(undefined),
	image: file.optional().catch(undefined),
	video: file.optional().catch(undefined),
	audio: file.optional().catch(undefined),
	seed: z.number().optional().catch(undefined),
	prompt: z.string().optional().catch(undefined),
	timings: z.record(z.string(), z.unknown()).optional().catch(undefined),
	has_nsfw_concepts: z.array(z.boolean()).optional().catch(undefined),
});

/** Reads what a request made out of an answer; undefined where it holds no file. */
export function readResult(raw: IDataObject): Result | undefined {
	const read = answer.parse(raw);
	const made = [...(read.images ?? []), read.image, read.video, read.audio];
	const [first, ...others] = made
		.filter((one) => one !== undefined)
		.map((one, index) => ({
			url: one.url,
			width: one.width,
			height: one.height,
			contentType: one.content_type,
			nsfw: read.has_nsfw_concepts?.[index],
		}));
	if (!first) return undefined;
	return {
		files: [first, ...others],
		seed: read.seed,
		prompt: read.prompt,
		timings: read.timings as IDataObject | undefined,
		raw,
	};
}
