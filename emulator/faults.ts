import { pipeline, type Readable } from 'node:stream';

import type { FastifyReply } from 'fastify';

import type { Call, Verb } from './calls';

/** What is answered in place of the usual. */
export interface Answer {
	status: number;
	/** A text is HTML, an object JSON, bytes and a stream are sent as JSON unless these say otherwise. */
	headers?: Record<string, string>;
	body?: string | object | Buffer | (() => Readable);
	/** How late it comes, in milliseconds, or what it waits for. */
	after?: number | (() => boolean);
}

/** How the relay misbehaves. */
export type Misbehaviour =
	| Answer
	/** Closes the connection without an answer. */
	| 'reset'
	/** Never answers. */
	| 'hang'
	/** Sends the half of its answer, and closes the connection. */
	| 'truncate'
	/** Sends the half of its answer, and then nothing more. */
	| 'stall';

/** What fal says of a job whose runner crashed. */
export const RUNNER_CRASHED: Misbehaviour = {
	status: 200,
	body: { status: 'COMPLETED', error: 'Runner crashed', error_type: 'runner_disconnected' },
};

export interface Fault {
	on: Verb;
	/** Which of those calls; all where it is missing. */
	when?: (call: Call) => boolean;
	/** How often; once where it is missing. */
	times?: number;
	/** Whether the relay does what it was asked for before it misbehaves. */
	afterwards?: boolean;
	/** Or what makes it of the call and, where it comes afterwards, of the usual answer's body. */
	does: Misbehaviour | ((call: Call, usual: unknown) => Misbehaviour);
}

/** A fault that has met a call; what is done afterwards is not known before. */
export type ActiveFault =
	| { afterwards: false; does: Misbehaviour }
	| { afterwards: true; does: (usual: string | Buffer) => Misbehaviour };

/** Whether it needs the answer, to send the half of it. */
export function isHalf(does: Misbehaviour): does is 'truncate' | 'stall' {
	return does === 'truncate' || does === 'stall';
}

/** The faults that are switched on. */
export class Faults {
	private active: (Fault & { left: number })[] = [];

	add(fault: Fault): void {
		this.active.push({ ...fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.active = [];
	}

	/** The fault that meets this call, used up by one. */
	take(call: Call): ActiveFault | undefined {
		const fault = this.active.find(
			({ on, when, left }) => on === call.verb && left > 0 && (when?.(call) ?? true),
		);
		if (!fault) return undefined;
		fault.left--;
		const { afterwards = false, does } = fault;
		const resolved = (usual?: unknown) => (typeof does === 'function' ? does(call, usual) : does);
		return afterwards
			? { afterwards, does: (usual) => resolved(parsed(usual)) }
			: { afterwards, does: resolved() };
	}
}

function parsed(payload: string | Buffer): unknown {
	try {
		return JSON.parse(String(payload));
	} catch {
		return undefined;
	}
}

/** Misbehaves; `payload` is what would have been answered. */
export function misbehave(
	does: Misbehaviour,
	reply: FastifyReply,
	payload: string | Buffer = '',
): void {
	reply.hijack();
	const { raw } = reply;
	if (does === 'hang') return;
	if (does === 'reset') {
		raw.destroy();
		return;
	}
	if (isHalf(does)) {
		raw.writeHead(200, {
			'content-type': String(reply.getHeader('content-type') ?? 'application/json'),
			'content-length': payload.length + 20,
		});
		raw.write(payload.slice(0, Math.ceil(payload.length / 2)), () => {
			if (does === 'truncate') raw.destroy();
		});
		return;
	}
	const answering = () => {
		answer(does, reply);
	};
	const { after = 0 } = does;
	if (after === 0) answering();
	else if (typeof after === 'number') setTimeout(answering, after).unref();
	else whenever(after, answering);
}

const LOOK_EVERY_MS = 5;

function whenever(isTime: () => boolean, then: () => void): void {
	const timer = setInterval(() => {
		if (!isTime()) return;
		clearInterval(timer);
		then();
	}, LOOK_EVERY_MS);
	timer.unref();
}

function answer({ status, headers, body = '' }: Answer, { raw }: FastifyReply): void {
	const type = typeof body === 'string' ? 'text/html' : 'application/json';
	raw.writeHead(status, { 'content-type': type, ...headers });
	if (typeof body === 'function') {
		// Whoever stops reading ends it
		pipeline(body(), raw, () => undefined);
	} else {
		raw.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
	}
}
