import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What QuickRouter itself answered, in data that goes with the project. */
export const OBSERVED_FILE = path.join(__dirname, 'observed.json');
export const PENDING_POLL = 'a poll at once';

/** An answer of QuickRouter's as a case: what was asked, what came, and what the code made of it. */
export interface Observed {
	name: string;
	known: 'observed';
	/** Who answered, and when. */
	source: string;
	call: 'cancel' | 'models' | 'poll' | 'submit';
	times: 1;
	/** Missing where there was no answer. */
	status?: number;
	headers: Record<string, unknown>;
	/** The request's own id stands in it as `$ID`. */
	body: string | object;
	/** What the code believed that it means, and what it read. */
	believed: string;
	outcome: string;
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
	const { status: statusCode, body } = all.find(({ name }) => name === PENDING_POLL) ?? {};
	if (statusCode === undefined || typeof body !== 'object') {
		throw new Error('QuickRouter has not been observed yet: npm run contract, with a key');
	}
	return { statusCode, body };
}
