import type { IDataObject } from 'n8n-workflow';

import type { Result, ResultFile } from '../relay/result';
import type { Detail } from '../relay/said';

/** What output items are made of; `tool` is an item per file with what an agent needs of it. */
export type OutputMode = 'file' | 'request' | 'raw' | 'tool';

/** A request that is finished, with what was asked for where the relay does not repeat it. */
export interface FinishedRequest {
	endpoint?: string;
	requestId?: string;
	prompt?: string;
	result: Result;
}

/** A request that the relay has accepted and that is not waited for. */
export interface RunningRequest {
	endpoint?: string;
	requestId?: string;
	status: string;
	queuePosition?: number;
}

/** A file, as output items have it; what the relay does not tell is null. */
export interface FileJson {
	url: string;
	width: number | null;
	height: number | null;
	contentType: string | null;
	/** What the safety checker says of it, where it was asked. */
	nsfw: boolean | null;
}

/** What items of a request have in common. */
interface RequestJson {
	requestId: string | null;
	/** Path of the endpoint; null where only the request ID was given. */
	endpoint: string | null;
}

/** An item per file. */
export interface FileItem extends FileJson, RequestJson {
	/** Its place among the files of its request, from 0. */
	index: number;
	seed: number | null;
	prompt: string | null;
}

/** An item per request. */
export interface RequestItem extends RequestJson {
	status: 'COMPLETED';
	files: FileJson[];
	seed: number | null;
	prompt: string | null;
	/** How long its parts took in seconds, as the relay tells. */
	timings: IDataObject | null;
}

/** An item of a request that is not finished, or was canceled. */
export interface RunningItem extends RequestJson {
	status: string;
	/** How many requests are before it. */
	queuePosition: number | null;
}

/** An item per file for an agent, who pays for each word. */
export type ToolItem = Pick<FileItem, 'url' | 'width' | 'height' | 'seed' | 'requestId'>;

/** The JSON of the output items of a finished request. */
export function finishedJson(finished: FinishedRequest, output: OutputMode): IDataObject[] {
	return itemsOf(finished, output).map((item) => ({ ...item }));
}

function itemsOf(
	{ result, ...about }: FinishedRequest,
	output: OutputMode,
): (FileItem | RequestItem | ToolItem | IDataObject)[] {
	const { endpoint = null, requestId = null } = about;
	const { seed = null, timings = null } = result;
	const prompt = result.prompt ?? about.prompt ?? null;
	const files = result.files.map(fileJson);
	switch (output) {
		case 'raw':
			return [result.raw];
		case 'request':
			return [{ requestId, endpoint, status: 'COMPLETED', files, seed, prompt, timings }];
		case 'tool':
			return files.map(({ url, width, height }) => ({ url, width, height, seed, requestId }));
		case 'file':
			return files.map(({ nsfw, ...file }, index) => {
				return { ...file, index, requestId, endpoint, seed, prompt, nsfw };
			});
	}
}

/** The JSON of the output item of a request that is still running. */
export function runningJson(running: RunningRequest): IDataObject {
	const { requestId = null, endpoint = null, status, queuePosition = null } = running;
	const item: RunningItem = { requestId, endpoint, status, queuePosition };
	return { ...item };
}

/** What is known of a request that brought nothing. */
interface Known {
	endpoint?: string;
	requestId?: string;
	status?: string;
	statusCode?: number;
	errorType?: string;
	details?: Detail[];
	excerpt?: string;
	files?: ResultFile[];
}

/** What is known of a request that brought nothing, for its output item and the error's details. */
export function factsJson(known: Known): IDataObject {
	const { endpoint, requestId, status, statusCode, errorType, details, excerpt, files } = known;
	const type = errorType ?? details?.find((detail) => detail.type !== undefined)?.type;
	return {
		requestId: requestId ?? null,
		endpoint: endpoint ?? null,
		...(status !== undefined && { status }),
		...(statusCode !== undefined && { statusCode }),
		...(type !== undefined && { type }),
		...(excerpt !== undefined && { answer: excerpt }),
		...(files && { files: files.map((file): IDataObject => ({ ...fileJson(file) })) }),
	};
}

/** What is known of a file. */
export function fileJson(file: ResultFile): FileJson {
	const { url, width = null, height = null, contentType = null, nsfw = null } = file;
	return { url, width, height, contentType, nsfw };
}
