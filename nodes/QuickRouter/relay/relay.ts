import type { IDataObject } from 'n8n-workflow';

/** A call to the relay; `path` starts with a slash and holds no host, so that a key cannot stray. */
export interface Call {
	method: 'GET' | 'POST' | 'PUT';
	path: string;
	body?: IDataObject;
	timeoutMs: number;
	/** Whether it goes on when the execution is stopped. */
	outlivesStop?: boolean;
}

/** What the relay answered, unread. */
export interface HttpReply {
	statusCode: number;
	headers: Record<string, unknown>;
	text: string;
}

/** Why there is no answer that could be read. */
export type NoReply =
	/** A network error's code, such as ECONNRESET; and whether it came before there was a connection. */
	| { networkCode: string; neverConnected?: boolean }
	/** n8n did not send the call, in its own words. */
	| { notSent: string }
	/** It was larger than what is read of an answer. */
	| { largerThanMb: number };

export type Reply = HttpReply | NoReply;

/** Sends a call with the credential. Never throws for what the relay or the network does. */
export type Send = (call: Call) => Promise<Reply>;

const REQUESTS_PATH = '/fal-ai/auto/requests';

/**
 * The calls of the relay's queue. Follow-up calls are built from the request id, with `auto` for
 * the model, and never taken from an answer: the URLs there are fal's own, and the key is not.
 */
export class Relay {
	constructor(private readonly send: Send) {}

	/**
	 * Queues a request; costs money. `endpoint` is a path such as fal-ai/flux-1/dev. It outlives a
	 * stop, since dropping it would not take it back, and only its answer tells what to cancel.
	 */
	async submit(endpoint: string, body: IDataObject, timeoutMs: number): Promise<Reply> {
		const path = `/${endpoint}`;
		return await this.send({ method: 'POST', path, body, timeoutMs, outlivesStop: true });
	}

	/** Asks for the result of a request, finished or not. */
	async result(requestId: string, timeoutMs: number): Promise<Reply> {
		return await this.send({ method: 'GET', path: pathOf(requestId), timeoutMs });
	}

	/** Asks that a request be canceled; whether it is, is the relay's affair. */
	async cancel(requestId: string, timeoutMs: number): Promise<Reply> {
		const path = `${pathOf(requestId)}/cancel`;
		return await this.send({ method: 'PUT', path, timeoutMs, outlivesStop: true });
	}
}

function pathOf(requestId: string): string {
	return `${REQUESTS_PATH}/${encodeURIComponent(requestId)}`;
}
