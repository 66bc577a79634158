import type { IDataObject } from 'n8n-workflow';

import { REQUEST_ID } from '../shared/requestId';
import { causeOfPoll, causeOfSubmit, type AnswerCause, type Told } from './ends';
import { parse, type Parsed, type State } from './parsed';
import type { Reply } from './relay';
import { isGiven, readOtherResult, readResult, type Result } from './result';
import { isSuccessCode, type Said } from './said';

/** What an answer of the relay means. */
export type Answer =
	| { kind: 'finished'; result: Result; requestId?: string }
	| Running
	/** Finished, it says, but it shows nothing. */
	| { kind: 'empty'; requestId?: string }
	| { kind: 'failed'; cause: AnswerCause; told: Told };

/** Accepted, and not finished. */
export interface Running {
	kind: 'running';
	status: string;
	requestId?: string;
	/** How many requests are before it. */
	queuePosition?: number;
	message?: string;
}

const STILL_RUNNING = /still in progress/i;
/** By fal, by fal's client, and by the task form of the family. */
const IDS = ['request_id', 'requestId', 'task_id'];

/**
 * Reads an answer, by what docs/relay.md knows of the relay: the body before the status code, because
 * the relay answers "still in progress" with 200, 202 and 400 alike, and a failed job with 200.
 *
 * @param call what it is the answer to: only a poll may bring what any model of fal makes
 */
export function readAnswer(reply: Reply, call: 'submit' | 'poll'): Answer {
	const parsed = 'text' in reply ? parse(reply) : reply;
	const good = 'text' in parsed ? readGood(parsed, call) : undefined;
	return good ?? { kind: 'failed', ...(call === 'submit' ? causeOfSubmit : causeOfPoll)(parsed) };
}

/** What an answer brings that is no error; undefined where it is one, or makes no sense. */
function readGood(parsed: Parsed, call: 'submit' | 'poll'): Answer | undefined {
	const { body, parts, said, state } = parsed;
	if (!body) return undefined;
	const requestId = requestIdIn(parts);
	// What is submitted without an id is lost, and an id beside an error names a call, not a request
	const isFollowed = call === 'poll' || (requestId !== undefined && !hasError(parts));
	const result = firstOf(parts, readResult);
	if (result) return { kind: 'finished', result: { ...result, raw: body }, requestId };

	const isRunning = state.is === 'running';
	if (isFollowed && (isRunning || STILL_RUNNING.test(said.message ?? ''))) {
		const status = isRunning && state.status !== undefined ? state.status : 'IN_PROGRESS';
		const [queuePosition] = parts.flatMap(({ queue_position: position }) =>
			typeof position === 'number' ? [position] : [],
		);
		return { kind: 'running', status, requestId, queuePosition };
	}
	if (isFailure(parsed)) return undefined;
	const other = call === 'poll' ? firstOf(parts, readOtherResult) : undefined;
	if (other) return { kind: 'finished', result: { ...other, raw: body }, requestId };
	if (state.is === 'completed') return isFollowed ? { kind: 'empty', requestId } : undefined;
	const isNamed = requestId !== undefined || (call === 'poll' && state.is === 'unknown');
	return isNamed && isFollowed ? runningAs(state, said, requestId) : undefined;
}

function runningAs({ status = 'IN_QUEUE' }: State, { message }: Said, requestId?: string): Running {
	return { kind: 'running', status, requestId, message };
}

/** Whether an answer says, by its status code or in its body, that something went wrong. */
function isFailure({ statusCode, body, parts, said, state }: Parsed): boolean {
	return (
		statusCode >= 300 ||
		state.is === 'failed' ||
		said.details !== undefined ||
		said.errorType !== undefined ||
		hasError(parts) ||
		parts.some(({ detail }) => isGiven(detail)) ||
		!isSuccessCode(body?.code) ||
		body?.success === false
	);
}

function hasError(parts: IDataObject[]): boolean {
	return parts.some(({ error }) => isGiven(error));
}

function requestIdIn(parts: IDataObject[]): string | undefined {
	const ids = parts.flatMap((part) => IDS.map((name) => part[name]));
	return ids
		.map((id) => (typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : id))
		.find((id): id is string => typeof id === 'string' && REQUEST_ID.test(id));
}

function firstOf<Read>(
	parts: IDataObject[],
	read: (part: IDataObject) => Read | undefined,
): Read | undefined {
	for (const part of parts) {
		const found = read(part);
		if (found) return found;
	}
	return undefined;
}
