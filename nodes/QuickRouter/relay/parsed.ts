import type { IDataObject } from 'n8n-workflow';

import { parseObject } from './json';
import type { HttpReply } from './relay';
import { partsOf, readSaid, type Said } from './said';

/** An HTTP answer, taken apart. */
export interface Parsed extends HttpReply {
	/** Missing where the answer is not a JSON object. */
	body?: IDataObject;
	/** The body, and what is wrapped in it. */
	parts: IDataObject[];
	said: Said;
	state: State;
}

/** What the status of a request comes to, in the words of fal and of the family. */
export interface State {
	is?: 'failed' | 'running' | 'completed' | 'unknown';
	status?: string;
}

const STATES: [State['is'], Set<string>][] = [
	['failed', new Set(['FAILED', 'FAILURE', 'FAIL', 'ERROR', 'CANCELLED', 'CANCELED'])],
	[
		'running',
		new Set([
			...['IN_QUEUE', 'IN_PROGRESS', 'PENDING', 'PROCESSING', 'QUEUED', 'RUNNING'],
			...['SUBMITTED', 'STARTING', 'NOT_START'],
		]),
	],
	['completed', new Set(['COMPLETED', 'SUCCESS', 'SUCCEEDED', 'OK', 'FINISHED'])],
];
/** Takes an HTTP answer apart. */
export function parse(reply: HttpReply): Parsed {
	const body = parseObject(reply.text);
	const parts = body ? partsOf(body) : [];
	return { ...reply, body, parts, said: readSaid(parts), state: stateIn(parts) };
}

/** What is wrapped is about the request; a wrapper's own status may be about the call. */
function stateIn(parts: IDataObject[]): State {
	const statuses = parts.flatMap(({ status }) =>
		typeof status === 'string' && status !== '' ? [status.toUpperCase()] : [],
	);
	for (const [is, known] of STATES) {
		const status = statuses.find((one) => known.has(one));
		if (status !== undefined) return { is, status };
	}
	const [status] = statuses;
	return status === undefined ? {} : { is: 'unknown', status };
}
