import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { PENDING_POLL, type Observed } from '../../emulator/observed';
import type { AnswerCause } from '../../nodes/QuickRouter/relay/ends';
import { parseObject } from '../../nodes/QuickRouter/relay/json';
import { Relay, type Call, type HttpReply, type Reply } from '../../nodes/QuickRouter/relay/relay';
import { readAnswer, type Answer } from '../../nodes/QuickRouter/relay/answer';

/** A relay, and the key for it. */
export interface Access {
	/** Without a slash at its end. */
	baseUrl: string;
	apiKey: string;
}

/** Something that the code believes of the relay, and what the relay did. */
export interface Finding {
	what: string;
	call: Observed['call'];
	/** Of the request that it is about. */
	requestId?: string;
	believed: string;
	seen: string;
	/** The answer as it came; missing where there was none. */
	answer?: HttpReply;
}

/** A call may take so long, and a picture. */
const CALL_MS = 30_000;
const PICTURE_MS = 300_000;
const POLL_EVERY_MS = 500;

const ENDPOINT = 'fal-ai/flux-1/dev';
/** The smallest picture that this endpoint makes, and the least work. */
const SMALLEST = { image_size: 'square', num_inference_steps: 1, num_images: 1 };
/** More steps than fal's model takes: the model refuses it, which makes no picture. */
const REFUSED = { ...SMALLEST, num_inference_steps: 999 };
const PROMPT = 'a red dot';

/** Whether the relay does what the code believes of it. */
export const agrees = ({ believed, seen }: Finding): boolean => believed === seen;

/**
 * Asks a relay everything that the code believes of it without proof. Makes one picture, the
 * smallest there is, and submits what the model refuses, which fal does not charge.
 */
export async function checkContract(access: Access): Promise<Finding[]> {
	const relay = new Relay(async (call) => await send(access, call));
	const findings: Finding[] = [];
	let requestId: string | undefined;
	const note = (
		call: Observed['call'],
		what: string,
		believed: string,
		reply: Reply,
		seen: string,
	) => {
		const answer = 'text' in reply ? reply : undefined;
		findings.push({ what, call, believed, seen, requestId, answer });
	};
	const noteKind = (
		call: 'poll' | 'submit',
		what: string,
		believed: Answer['kind'] | AnswerCause,
		reply: Reply,
	) => {
		note(call, what, believed, reply, meaningOf(reply, call));
	};

	const models: Call = { method: 'GET', path: '/v1/models', timeoutMs: CALL_MS };
	const list = await send(access, models);
	note('models', 'the list of models', '200, a list', list, `${statusOf(list)}, ${listIn(list)}`);
	const denied = await send({ ...access, apiKey: 'a-wrong-key' }, models);
	note('models', 'a wrong key', '401', denied, statusOf(denied));
	noteKind('poll', 'an unknown request', 'forgotten', await relay.result(randomUUID(), CALL_MS));

	const refused = await relay.submit(ENDPOINT, { prompt: PROMPT, ...REFUSED }, CALL_MS);
	requestId = requestIdIn(refused);
	noteKind('submit', 'a submit of what the model refuses', 'running', refused);
	if (requestId !== undefined) {
		noteKind('poll', 'the result of that', 'refused', (await waitFor(relay, requestId)).last);
	}

	const queued = await relay.submit(ENDPOINT, { prompt: PROMPT, ...SMALLEST }, CALL_MS);
	requestId = requestIdIn(queued);
	noteKind('submit', 'a submit', 'running', queued);
	if (requestId === undefined) return findings;
	const { first, last } = await waitFor(relay, requestId);
	noteKind('poll', PENDING_POLL, 'running', first);
	noteKind('poll', 'its result', 'finished', last);
	const fields = 'has_nsfw_concepts, images, prompt, request, seed, timings';
	note('poll', 'the fields of its result', fields, last, keysOf(bodyOf(last)));
	const [image] = (bodyOf(last).images ?? []) as IDataObject[];
	note(
		'poll',
		'the fields of its image',
		'content_type, height, url, width',
		last,
		keysOf(image ?? {}),
	);
	const canceled = await relay.cancel(requestId, CALL_MS);
	const { status } = bodyOf(canceled);
	const told = typeof status === 'string' ? status : statusOf(canceled);
	note('cancel', 'a cancel of what is finished', 'ALREADY_COMPLETED', canceled, told);
	return findings;
}

/** Polls a request until it is not pending any more. */
async function waitFor(relay: Relay, id: string): Promise<{ first: Reply; last: Reply }> {
	const first = await relay.result(id, CALL_MS);
	let last = first;
	const endMs = performance.now() + PICTURE_MS;
	while (readAnswer(last, 'poll').kind === 'running' && performance.now() < endMs) {
		await sleep(POLL_EVERY_MS);
		last = await relay.result(id, CALL_MS);
	}
	return { first, last };
}

/** Sends a call with the key; a redirect is an answer like others, since the key must not follow it. */
async function send({ baseUrl, apiKey }: Access, call: Call): Promise<Reply> {
	try {
		const response = await fetch(`${baseUrl}${call.path}`, {
			method: call.method,
			redirect: 'manual',
			headers: {
				Authorization: `Bearer ${apiKey}`,
				...(call.body && { 'Content-Type': 'application/json' }),
			},
			body: call.body && JSON.stringify(call.body),
			signal: AbortSignal.timeout(call.timeoutMs),
		});
		const text = (await response.text()).replaceAll(apiKey, '***');
		return { statusCode: response.status, headers: Object.fromEntries(response.headers), text };
	} catch (error) {
		return { networkCode: error instanceof Error ? error.message : String(error) };
	}
}

function bodyOf(reply: Reply): IDataObject {
	return ('text' in reply ? parseObject(reply.text) : undefined) ?? {};
}

function keysOf(body: IDataObject): string {
	return Object.keys(body).sort().join(', ');
}

function statusOf(reply: Reply): string {
	return 'statusCode' in reply ? String(reply.statusCode) : JSON.stringify(reply);
}

function listIn(reply: Reply): string {
	return Array.isArray(bodyOf(reply).data) ? 'a list' : 'no list';
}

function requestIdIn(reply: Reply): string | undefined {
	const answer = readAnswer(reply, 'submit');
	return 'requestId' in answer ? answer.requestId : undefined;
}

function meaningOf(reply: Reply, call: 'poll' | 'submit'): Answer['kind'] | AnswerCause {
	const answer = readAnswer(reply, call);
	return answer.kind === 'failed' ? answer.cause : answer.kind;
}
