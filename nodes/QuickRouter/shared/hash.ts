import { createHash } from 'crypto';

/** A short hash of plain data. */
export function hashOf(data: unknown): string {
	return createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22);
}
