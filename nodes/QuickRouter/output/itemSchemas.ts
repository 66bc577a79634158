import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Difference } from './differences';

/**
 * What output items hold, field by field. n8n's output schemas are made of these when the node is
 * built, so that the editor shows the fields before anything has run; when it runs they are types.
 */

const text = z.string();
const textOrNull = z.string().nullable();
const numberOrNull = z.number().nullable();

/** What items of a request have in common. */
const ofRequest = {
	requestId: textOrNull,
	endpoint: textOrNull.describe('Path of the endpoint; null where only the request ID was given'),
};
/** What an item of a file has of its request. */
const ofFile = {
	contentType: textOrNull,
	index: z.number().describe('Its place among the files of its request, from 0'),
	...ofRequest,
	seed: numberOrNull,
	prompt: textOrNull,
};

/** An item per image. */
export const imageItem = z.strictObject({
	url: text,
	width: numberOrNull,
	height: numberOrNull,
	...ofFile,
	nsfw: z.boolean().nullable().describe('Whether the safety checker flagged it'),
});

/** An item per video, or any other file that is no image. */
export const videoItem = z.strictObject({
	url: text,
	fileName: textOrNull,
	fileSize: numberOrNull.describe('In bytes'),
	...ofFile,
});

/** An item per file of any kind. */
export const fileItem = z
	.strictObject({ ...imageItem.shape, ...videoItem.shape })
	.partial({ width: true, height: true, nsfw: true, fileName: true, fileSize: true });

/** An item of a request that is not finished, or was canceled. */
export const runningItem = z.strictObject({
	...ofRequest,
	status: text,
	queuePosition: numberOrNull.describe('How many requests are before it'),
});

export type ImageItem = z.output<typeof imageItem>;
export type VideoItem = z.output<typeof videoItem>;
export type RunningItem = z.output<typeof runningItem>;

/** All that is known of a file; null where nothing is. */
export type FileJson = Pick<ImageItem, 'url' | 'width' | 'height' | 'contentType' | 'nsfw'> &
	Pick<VideoItem, 'fileName' | 'fileSize'>;

/** An item per request. */
export interface RequestItem extends Pick<ImageItem, 'requestId' | 'endpoint' | 'seed' | 'prompt'> {
	status: 'COMPLETED';
	files: FileJson[];
	/** How long its parts took in seconds, as the relay tells. */
	timings: IDataObject | null;
	/** Where it is not what was asked for; null where it is not known what was. */
	differences: Difference[] | null;
}

/** An item per file for an agent, who pays for each word. */
export type ToolItem =
	| Pick<ImageItem, 'url' | 'width' | 'height' | 'seed' | 'requestId' | 'nsfw'>
	| Pick<VideoItem, 'url' | 'contentType' | 'requestId'>;
