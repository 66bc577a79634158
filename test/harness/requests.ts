import type { Submission } from '../../nodes/QuickRouter/queue/submit';
import type { Accepted } from '../../nodes/QuickRouter/queue/wait';

const endpoint = 'fal-ai/x';

/** A request whose body does not matter. */
export const submission: Submission = {
	endpoint,
	read: async () => await Promise.resolve({}),
	sending: () => undefined,
};

/** A request that was accepted, by its id. */
export function accepted(requestId = '7', more: Partial<Accepted> = {}): Accepted {
	return { requestId, endpoint, timeoutMs: 300_000, needsFile: true, ...more };
}
