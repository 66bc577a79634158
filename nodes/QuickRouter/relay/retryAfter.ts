import type { Reply } from './relay';

/**
 * How long the relay itself asks to wait, in milliseconds: its Retry-After is a number of seconds,
 * or a date (RFC 9110, 10.2.3). A date is measured by the answer's own, as the relay's clock and
 * this machine's may differ.
 */
export function retryAfterMs(reply: Reply): number | undefined {
	if (!('headers' in reply)) return undefined;
	const { 'retry-after': value, date } = reply.headers;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const seconds = Number(value);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - clockOf(date);
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function clockOf(date: unknown): number {
	const toldMs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(toldMs) ? Date.now() : toldMs;
}
