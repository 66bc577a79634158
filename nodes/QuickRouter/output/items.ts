import type { IDataObject } from 'n8n-workflow';

import type { Result, ResultFile } from '../relay/result';
import type { Detail } from '../relay/said';
import type { Asked } from '../shared/asked';
import { differencesOf } from './differences';
import type {
	FileJson,
	ImageItem,
	RequestItem,
	RunningItem,
	ToolItem,
	VideoItem,
} from './itemSchemas';

/** What output items are made of; `tool` is an item per file with what an agent needs of it. */
export type OutputMode = 'file' | 'request' | 'raw' | 'tool';

/** A request that is finished, with what was asked for where that is known. */
export interface FinishedRequest {
	endpoint?: string;
	requestId?: string;
	asked?: Asked;
	result: Result;
}

/** A request that the relay has accepted and that is not waited for. */
export interface RunningRequest {
	endpoint?: string;
	requestId?: string;
	status: string;
	queuePosition?: number;
}

/** The JSON of the output items of a finished request. */
export function finishedJson(finished: FinishedRequest, output: OutputMode): IDataObject[] {
	const { files, raw } = finished.result;
	const about = requestJson(finished);
	switch (output) {
		case 'raw':
			return [raw];
		case 'request':
			return [{ ...requestItem(finished, about) }];
		case 'tool':
			return files.map((file) => ({ ...toolItem(file, about) }));
		case 'file':
			return files.map((file, index) => ({ ...fileItem(file, { index, ...about }) }));
	}
}

/** What the items of a request have in common. */
function requestJson({ asked, result, ...about }: FinishedRequest) {
	const { requestId = null, endpoint = null } = about;
	const { seed = null, prompt = asked?.prompt ?? null } = result;
	return { requestId, endpoint, seed, prompt };
}

type RequestJson = ReturnType<typeof requestJson>;

function requestItem({ asked, result }: FinishedRequest, about: RequestJson): RequestItem {
	const { requestId, endpoint, ...made } = about;
	const { timings = null } = result;
	const files = result.files.map(fileJson);
	const differences = asked ? differencesOf(asked, result) : null;
	return { requestId, endpoint, status: 'COMPLETED', files, ...made, timings, differences };
}

function fileItem(file: ResultFile, about: RequestJson & { index: number }): ImageItem | VideoItem {
	const { url, width, height, fileName, fileSize, contentType, nsfw } = fileJson(file);
	return isImage(file)
		? { url, width, height, contentType, ...about, nsfw }
		: { url, fileName, fileSize, contentType, ...about };
}

function toolItem(file: ResultFile, { seed, requestId }: RequestJson): ToolItem {
	const { url, width, height, contentType, nsfw } = fileJson(file);
	return isImage(file)
		? { url, width, height, seed, requestId, nsfw }
		: { url, contentType, requestId };
}

const OTHER_TYPE = /^(?:audio|model|video)\//i;
const OTHER_NAME = /\.(?:avi|glb|m4v|mkv|mov|mp3|mp4|ogg|wav|webm)(?:[?#]|$)/i;

/** Whether a file is an image, as most are: by its content type, or else by the end of its URL. */
function isImage({ url, contentType }: ResultFile): boolean {
	return contentType === undefined ? !OTHER_NAME.test(url) : !OTHER_TYPE.test(contentType);
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

/** All that is known of a file. */
function fileJson(file: ResultFile): FileJson {
	const { url, width = null, height = null, contentType = null } = file;
	const { nsfw = null, fileName = null, fileSize = null } = file;
	return { url, width, height, contentType, nsfw, fileName, fileSize };
}
