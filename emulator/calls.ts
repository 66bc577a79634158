import type { FastifyRequest } from 'fastify';

/** What a call is for. */
export type Verb =
	'submit' | 'result' | 'status' | 'cancel' | 'models' | 'usage' | 'prices' | 'file' | 'unknown';

/** A call that arrived, as it was sent. */
export interface Call {
	verb: Verb;
	method: string;
	path: string;
	authorization?: string;
	headers: Record<string, unknown>;
	body?: unknown;
	atMs: number;
}

declare module 'fastify' {
	interface FastifyRequest {
		call: Call;
	}
	interface FastifyContextConfig {
		verb?: Verb;
	}
}

/** All calls in the order in which they arrived, and those that nobody should make. */
export class Calls {
	readonly all: Call[] = [];
	/** Why a call should not have been made, in words. */
	readonly unexpected: string[] = [];

	record(request: FastifyRequest): void {
		const { method, url, headers, body } = request;
		const verb = request.routeOptions.config.verb ?? 'unknown';
		const { authorization } = headers;
		request.call = { verb, method, path: url, authorization, headers, body, atMs: Date.now() };
		this.all.push(request.call);
		if (verb === 'unknown') this.unexpected.push(`${method} ${url}: no such route`);
		if (verb === 'file' && authorization !== undefined) {
			this.unexpected.push(`${method} ${url}: a file was asked for with the key`);
		}
	}

	of(verb: Verb): Call[] {
		return this.all.filter((call) => call.verb === verb);
	}

	/** Endpoint and body of every submit, in order. */
	get submits(): { endpoint: string; body: unknown }[] {
		return this.of('submit').map(({ path, body }) => ({ endpoint: path.slice(1), body }));
	}
}
