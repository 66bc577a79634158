import type { IExecuteFunctions } from 'n8n-workflow';

import type { Log } from '../queue/record';

/** A result may have many files; the id finds them all. */
const MOST_URLS = 20;

/**
 * Writes requests into n8n's log: what n8n keeps of a run is stored when the node ends, so that the
 * log alone has the ids where its process dies before. All that counts stands in the message, since
 * n8n prints nothing else unless its log level is debug.
 */
export function logOf(context: IExecuteFunctions): Log {
	return {
		accepted: ({ item, endpoint }, requestId) => {
			const message = `QuickRouter accepted request ${requestId} (item ${item}, ${endpoint})`;
			context.logger.info(message, { requestId, endpoint, item });
		},
		finished: (requestId, files) => {
			const urls = files.map(({ url }) => (url.startsWith('data:') ? 'data:…' : url));
			const message = `QuickRouter finished request ${requestId ?? '(without ID)'}`;
			context.logger.info(`${message}: ${urls.slice(0, MOST_URLS).join(', ')}`, {
				requestId,
				urls,
			});
		},
	};
}
