import type { Reply } from './relay';

/**
 * How long the relay itself asks to wait, in milliseconds: its Retry-After is a number of seconds,
 * or a date of the world's clock (RFC 9110, 10.2.3).
 */
export function retryAfterMs(reply: Reply): number | undefined {
	const value = 'headers' in reply ? reply.headers['retry-after'] : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const ms = Number.isFinite(Number(value)) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
