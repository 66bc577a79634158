import type { IExecuteFunctions } from 'n8n-workflow';

import type { Log } from '../queue/queue';

/**
 * Writes requests into n8n's log: what n8n keeps of a run is stored when the node ends, so that the
 * log alone has the ids where its process dies before.
 */
export function logOf(context: IExecuteFunctions): Log {
	return {
		accepted: ({ item, endpoint }, requestId) => {
			context.logger.info('QuickRouter accepted a request', { requestId, endpoint, item });
		},
		finished: (requestId, files) => {
			const urls = files.map(({ url }) => (url.startsWith('data:') ? 'data:…' : url));
			context.logger.info('QuickRouter finished a request', { requestId, urls });
		},
	};
}
