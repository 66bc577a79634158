import { asError } from '../asError';
import { cancelRequest } from './cancel';
import type { Generation, GenerationOrder } from './generation';
import { throwIfStopped } from './problems';
import { RequestError } from './requestError';
import type { Run } from './run';
import type { Submitted } from './submit';
import { waitForResult } from './wait';

/** What is asked for, checked. `endpoint` is a path such as fal-ai/flux-1/dev. */
export type Task = GenerationOrder['task'] | { does: 'fetch' | 'cancel'; requestId: string };

/** What is asked for, and how. */
export type Order = Omit<GenerationOrder, 'task'> & { task: Task };

const CANCEL_TIMEOUT_MS = 5_000;
const CANCEL_TRIES = 3;
const CANCEL_RETRY_MS = 500;

/** Does what is asked for: generates, or sees to a request of another time. */
export class Runner {
	constructor(
		private readonly shared: Run,
		private readonly generation: Generation,
	) {}

	/** @throws {RequestError} where there is no result */
	async run({ task, ...how }: Order): Promise<Submitted> {
		switch (task.does) {
			case 'generate':
				return await this.generation.run({ task, ...how });
			case 'fetch':
				return await this.fetch(task.requestId, how);
			case 'cancel':
				return { requestId: task.requestId, status: await this.cancel(task.requestId) };
		}
	}

	/** Asks for a request of another time: once, or until it is finished. */
	private async fetch(
		requestId: string,
		{ waitForCompletion, timeoutMs }: Omit<Order, 'task'>,
	): Promise<Submitted> {
		const deadlineMs = this.shared.clock.now() + timeoutMs;
		const fetched = { requestId, isOld: true, mustBeKnown: true, asksOnce: !waitForCompletion };
		return { ...(await waitForResult(this.shared, fetched, deadlineMs)), requestId };
	}

	/** Asking twice does no harm, so that an answer that was lost is asked for again. */
	private async cancel(requestId: string): Promise<string> {
		for (let tries = 1; ; tries++) {
			throwIfStopped(this.shared.clock, { requestId });
			try {
				const asking = cancelRequest(this.shared.relay, requestId, CANCEL_TIMEOUT_MS);
				const status = await this.shared.clock.untilStopped(asking);
				if (status !== undefined) return status;
			} catch (error) {
				const mayRepeat = error instanceof RequestError && error.kind === 'unfinished';
				if (!mayRepeat || tries === CANCEL_TRIES) throw asError(error);
				await this.shared.clock.sleep(CANCEL_RETRY_MS * tries);
			}
		}
	}
}
