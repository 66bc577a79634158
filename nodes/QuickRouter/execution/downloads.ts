import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import pLimit, { type Limit } from 'p-limit';

import { asError } from '../shared/values';
import { download } from '../files/download';
import type { FinishedRequest } from '../output/items';
import type { Clock } from '../pace/clock';
import { RequestError } from '../queue/causes';
import { throwIfStopped } from '../queue/runState';

/** Longest time for a download; a shorter Timeout of its request holds for it, too. */
const LONGEST_MS = 120_000;

/**
 * Downloads what requests have made, a few files at a time. What there is to download is not known
 * from the beginning, as `sideBySide` wants it.
 */
export class Downloads {
	private readonly limit: Limit;

	/** @param stop ends those that are under way */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly clock: Clock,
		private readonly stop: AbortSignal,
		atOnce: number,
	) {
		this.limit = pLimit(atOnce);
	}

	/**
	 * The files of a request, in their order.
	 *
	 * @throws {RequestError} where one is missing; with the URLs of all, since they are paid for
	 */
	async of(
		{ requestId, endpoint, result: { files } }: FinishedRequest,
		timeoutMs: number,
	): Promise<IBinaryData[]> {
		const facts = { requestId, endpoint, files };
		const downloading = files.map(
			async ({ url, contentType }, index) =>
				await this.limit(async () => {
					throwIfStopped(this.clock, facts);
					return await download(this.context, this.clock, {
						url,
						contentType,
						name: `${requestId ?? 'image'}_${index}`,
						timeoutMs: Math.min(LONGEST_MS, timeoutMs),
						signal: this.stop,
					});
				}),
		);
		const ends = await Promise.allSettled(downloading);
		const problems = ends.flatMap((end) =>
			end.status === 'rejected' ? [asError(end.reason)] : [],
		);
		const [first] = problems;
		if (!first) return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
		throwIfStopped(this.clock, facts);
		const which = ends.length === 1 ? 'the file' : `${problems.length} of the ${ends.length} files`;
		throw new RequestError('notDownloaded', {
			...facts,
			message: `${which} could not be downloaded: ${first.message}`,
		});
	}
}
