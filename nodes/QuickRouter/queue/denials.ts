import type { Clock } from '../pace/clock';
import { meaningOf, RequestError, type Cause } from './causes';

/** How often in a row, in a run, a key that was accepted may be refused for no reason told. */
const MOST_UNAUTHORIZED = 5;

/** What QuickRouter denies in a run: every further submit, or those to one endpoint. */
export class Denials {
	private all?: RequestError;
	private readonly endpoints = new Map<string, RequestError>();
	private hasKeyWorked = false;
	private unauthorizedInARow = 0;
	private quotaSinceMs?: number;

	constructor(private readonly clock: Clock) {}

	/** To be called when a call was answered that the key is needed for. */
	keyWorked(): void {
		this.hasKeyWorked = true;
		this.unauthorizedInARow = 0;
	}

	/** @throws {RequestError} the one that has denied this request, too */
	throwIfDenied(endpoint: string): void {
		const denied = this.all ?? this.endpoints.get(endpoint);
		if (denied) throw new RequestError(denied.cause, { ...denied.facts, endpoint });
	}

	/** Keeps what an error denies to others, and gives it back. */
	note(error: RequestError): RequestError {
		const { denies } = meaningOf(error.cause);
		const { endpoint, requestId } = error.facts;
		if (requestId !== undefined) return error;
		if (denies === 'all') this.all ??= error;
		if (denies === 'endpoint' && endpoint !== undefined) this.endpoints.set(endpoint, error);
		return error;
	}

	/** Whether a key that was refused may be good all the same: relays refuse one for a moment. */
	mayKeyPass(): boolean {
		return this.hasKeyWorked && ++this.unauthorizedInARow <= MOST_UNAUTHORIZED;
	}

	/**
	 * Whether a limit that names a used-up quota may be probed: once in a run, since it may be that of
	 * a minute. Calls that were under way when it was first seen are no probes.
	 */
	mayProbeQuota(sentMs: number): boolean {
		this.quotaSinceMs ??= this.clock.now();
		return sentMs <= this.quotaSinceMs;
	}
}

/** What else may be submitted again by itself. */
export function isSentAgain(
	cause: Cause,
	denials: Denials,
	sentMs: number,
	tries: number,
): boolean {
	switch (meaningOf(cause).again) {
		case 'always':
			return true;
		case 'sometimes':
			return tries < MOST_UNREACHED;
		case 'ifKeyWorked':
			return denials.mayKeyPass();
		case 'once':
			return denials.mayProbeQuota(sentMs);
		case undefined:
			return false;
	}
}

/** How often in a row the relay may be out of reach, or without a channel, for a request. */
const MOST_UNREACHED = 6;
