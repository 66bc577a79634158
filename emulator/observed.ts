import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What QuickRouter itself answered, in data that goes with the project. */
export const OBSERVED_FILE = path.join(__dirname, 'observed.json');
export const PENDING_POLL = 'a poll at once';

/** An answer of QuickRouter's, and what the code had believed. */
export interface Observed {
	what: string;
	believed: string;
	seen: string;
	statusCode?: number;
	location?: unknown;
	retryAfter?: unknown;
	body: string | object;
}

export function writeObserved(observed: Observed[], file = OBSERVED_FILE): void {
	writeFileSync(file, `${JSON.stringify(observed, null, '\t')}\n`);
}

/**
 * How QuickRouter answered while a request ran.
 *
 * @throws {Error} where nobody has observed it yet
 */
export function observedPending(file = OBSERVED_FILE): { statusCode: number; body: object } {
	const all = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Observed[]) : [];
	const { statusCode, body } = all.find(({ what }) => what === PENDING_POLL) ?? {};
	if (statusCode === undefined || typeof body !== 'object') {
		throw new Error('QuickRouter has not been observed yet: npm run contract, with a key');
	}
	return { statusCode, body };
}
