import type { Awaited } from '../../nodes/QuickRouter/queue/request';
import type { Submission } from '../../nodes/QuickRouter/queue/submit';

const endpoint = 'fal-ai/x';

/** A request whose body does not matter. */
export const submission: Submission = {
	endpoint,
	read: async () => await Promise.resolve({}),
	sending: () => undefined,
};

/** A request that was accepted, by its id. */
export function awaited(requestId = '7', more: Partial<Awaited> = {}): Awaited {
	return {
		requestId,
		endpoint,
		origin: 'submitted',
		timeoutMs: 300_000,
		needsFile: true,
		...more,
	};
}
