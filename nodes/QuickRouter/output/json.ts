import type { IDataObject } from 'n8n-workflow';

import type { Result, ResultFile } from '../queue/result';

/** What output items are made of; `tool` is an item per image with what an agent needs of it. */
export type OutputMode = 'image' | 'request' | 'raw' | 'tool';

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

/** The JSON of the output items of a finished request; what the relay does not tell is null. */
export function finishedJson(finished: FinishedRequest, output: OutputMode): IDataObject[] {
	const { result } = finished;
	const endpoint = finished.endpoint ?? null;
	const requestId = finished.requestId ?? null;
	const seed = result.seed ?? null;
	const prompt = result.prompt ?? finished.prompt ?? null;
	switch (output) {
		case 'raw':
			return [result.raw];
		case 'request': {
			const images = result.files.map(fileJson);
			const timings = result.timings ?? null;
			return [{ requestId, endpoint, status: 'COMPLETED', images, seed, prompt, timings }];
		}
		case 'tool':
			return result.files.map(({ url, width = null, height = null }) => {
				return { url, width, height, seed, requestId };
			});
		case 'image':
			return result.files.map((file, index) => {
				const { nsfw, ...image } = fileJson(file);
				return { ...image, index, requestId, endpoint, seed, prompt, nsfw };
			});
	}
}

/** The JSON of the output item of a request that is still running. */
export function runningJson(running: RunningRequest): IDataObject {
	const { requestId = null, endpoint = null, status, queuePosition = null } = running;
	return { requestId, endpoint, status, queuePosition };
}

/** What is known of a file. */
export function fileJson({ url, width, height, contentType, nsfw }: ResultFile) {
	return {
		url,
		width: width ?? null,
		height: height ?? null,
		contentType: contentType ?? null,
		nsfw: nsfw ?? null,
	};
}
