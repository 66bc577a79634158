import type { FastifyReply } from 'fastify';

import type { Call, Verb } from './calls';

/** How the relay misbehaves. */
export type Misbehaviour =
	/** Answers this instead. */
	| { status: number; headers?: Record<string, string>; body?: string | object }
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
	does: Misbehaviour | (() => Misbehaviour);
}

/** A fault that has met a call. */
export interface ActiveFault {
	afterwards: boolean;
	does: Misbehaviour;
}

/** Whether it needs the answer, to send the half of it. */
export function isHalf(does: Misbehaviour): does is 'truncate' | 'stall' {
	return does === 'truncate' || does === 'stall';
}

/** The faults that are switched on. */
export class Faults {
	private readonly active: (Fault & { left: number })[] = [];

	add(fault: Fault): void {
		this.active.push({ ...fault, left: fault.times ?? 1 });
	}

	/** The fault that meets this call, used up by one. */
	take(call: Call): ActiveFault | undefined {
		const fault = this.active.find(
			({ on, when, left }) => on === call.verb && left > 0 && (when?.(call) ?? true),
		);
		if (!fault) return undefined;
		fault.left--;
		const { afterwards = false, does } = fault;
		return { afterwards, does: typeof does === 'function' ? does() : does };
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
	const { status, headers, body = '' } = does;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const type = typeof body === 'string' ? 'text/html' : 'application/json';
	raw.writeHead(status, { 'content-type': type, ...headers });
	raw.end(text);
}
