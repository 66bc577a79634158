import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { cancelRequest } from './cancel';
import type { Clock, StopReason } from './clock';
import { refusedBefore, type Ledger } from './ledger';
import { stoppedError } from './problems';
import type { Relay } from './relay';
import { RequestError } from './requestError';
import type { Result } from './result';
import { submit, unclearError, type Submitted } from './submit';
import { waitForResult } from './wait';

/** What is asked for, checked. `endpoint` is a path such as fal-ai/flux-1/dev. */
export type Task =
	| { does: 'generate'; endpoint: string; body: IDataObject }
	| { does: 'fetch'; requestId: string }
	| { does: 'cancel'; requestId: string };

/** What is asked for, and how. */
export interface Order<Asked extends Task = Task> {
	itemIndex: number;
	task: Asked;
	waitForCompletion: boolean;
	timeoutMs: number;
	onTimeout: 'error' | 'returnRequest';
	/** Whether to submit again what may have been accepted, and paid for, in an earlier try. */
	resubmitUnclear: boolean;
	/** Whether the relay's answer itself is wanted, and must be asked for again in a further try. */
	wantsRaw: boolean;
}

/** How long a stop by a person waits for the answer to a submit, and for that to a cancel. */
const STOP_GRACE_MS = 400;
/** How long a run that another item has ended waits for the answer to a submit, to remember its id. */
const FAILURE_GRACE_MS = 10_000;
const CANCEL_TIMEOUT_MS = 5_000;

const submitGraceMs = (reason: StopReason) =>
	reason.by === 'person' ? STOP_GRACE_MS : FAILURE_GRACE_MS;

type Generation = Order<Extract<Task, { does: 'generate' }>>;

/** Runs requests to their ends, each paid for once over all tries of a run. */
export class Runner {
	constructor(
		private readonly relay: Relay,
		private readonly ledger: Ledger,
		private readonly clock: Clock,
		/** Tells relays apart: an id is known to one only. */
		private readonly relayUrl: string,
	) {}

	/**
	 * Does what is asked for.
	 *
	 * @throws {RequestError} where there is no result; what money hangs on it stays in the ledger
	 */
	async run({ task, ...how }: Order): Promise<Submitted> {
		switch (task.does) {
			case 'generate':
				return await this.generate({ task, ...how });
			case 'fetch':
				return await this.fetch(task.requestId, how);
			case 'cancel': {
				if (this.clock.stopped) throw stoppedError(this.clock.stopped, task);
				const { requestId } = task;
				return { requestId, status: await cancelRequest(this.relay, requestId, CANCEL_TIMEOUT_MS) };
			}
		}
	}

	/** Asks for a request of another time: once, or until it is finished. */
	private async fetch(
		requestId: string,
		{ waitForCompletion, timeoutMs }: Omit<Order, 'task'>,
	): Promise<Submitted> {
		const deadlineMs = this.clock.now() + timeoutMs;
		const fetched = { requestId, isOld: true, asksOnce: !waitForCompletion };
		return { ...(await waitForResult(this.relay, fetched, deadlineMs, this.clock)), requestId };
	}

	/** Takes up what an earlier try submitted for the same, or submits; and waits. */
	private async generate(order: Generation): Promise<Submitted> {
		const deadlineMs = this.clock.now() + order.timeoutMs;
		const hash = this.hashOf(order);
		const claimed = this.ledger.claim(hash);
		if (claimed !== undefined) {
			const taken = await this.takeUp(claimed, order, deadlineMs);
			if (taken) return taken;
			this.ledger.remove(claimed);
		}
		return await this.begin(order, hash, deadlineMs);
	}

	/** What became of an earlier try's request; undefined where it may be submitted again. */
	private async takeUp(
		key: string,
		order: Generation,
		deadlineMs: number,
	): Promise<Submitted | undefined> {
		const entry = this.ledger.get(key);
		const { endpoint, requestId, made } = entry;
		if (entry.refused) throw refusedBefore(entry);
		if (made && !(order.wantsRaw && requestId !== undefined)) {
			const raw = { images: made.files as unknown as IDataObject[], seed: made.seed };
			return { requestId, status: 'COMPLETED', result: { ...made, raw } };
		}
		if (requestId === undefined) {
			if (order.resubmitUnclear) return undefined;
			throw unclearError('it was submitted in an earlier try, whose end is not known', endpoint);
		}
		if (!order.waitForCompletion) return { requestId, status: 'IN_QUEUE' };
		try {
			return await this.wait(key, order, requestId, deadlineMs);
		} catch (error) {
			if (!(error instanceof RequestError)) throw thrown(error);
			const isGone = error.kind === 'failed' || (error.kind === 'unknown' && entry.canceled);
			if (isGone) return undefined;
			throw thrown(error);
		}
	}

	private async begin(order: Generation, hash: string, deadlineMs: number): Promise<Submitted> {
		const { itemIndex } = order;
		const { endpoint, body } = order.task;
		const key = this.ledger.open({ item: itemIndex, endpoint, hash });
		const submitted = await this.submit(key, endpoint, body, deadlineMs);
		const { requestId, result } = submitted;
		this.ledger.note(key, { requestId });
		if (result) this.noteMade(key, order, result);
		if (result || requestId === undefined || !order.waitForCompletion) return submitted;
		return await this.wait(key, order, requestId, deadlineMs);
	}

	private async submit(
		key: string,
		endpoint: string,
		body: IDataObject,
		deadlineMs: number,
	): Promise<Submitted> {
		const submitting = submit(this.relay, endpoint, body, deadlineMs, this.clock);
		try {
			const submitted = await this.clock.untilStopped(submitting, submitGraceMs);
			if (submitted) return submitted;
		} catch (error) {
			throw this.settled(key, error);
		}
		// Whatever its answer is, nobody waits for it any more
		void submitting.then(async ({ requestId }) => {
			if (requestId !== undefined) await this.relay.cancel(requestId, CANCEL_TIMEOUT_MS);
		}, ignore);
		throw unclearError('the run was canceled while it was submitted', endpoint);
	}

	private async wait(
		key: string,
		order: Generation,
		requestId: string,
		deadlineMs: number,
	): Promise<Submitted> {
		const { endpoint } = order.task;
		try {
			const accepted = { requestId, endpoint };
			const waited = await waitForResult(this.relay, accepted, deadlineMs, this.clock);
			if (waited.result) this.noteMade(key, order, waited.result);
			return { ...waited, requestId };
		} catch (error) {
			const isTimedOut = error instanceof RequestError && error.kind === 'timedOut';
			if (isTimedOut && order.onTimeout === 'returnRequest') {
				return { requestId, status: error.about.status ?? 'IN_PROGRESS' };
			}
			if (isTimedOut || this.clock.stopped?.by === 'person') await this.cancel(key, requestId);
			throw this.settled(key, error);
		}
	}

	private async cancel(key: string, requestId: string): Promise<void> {
		this.ledger.note(key, { canceled: true });
		const timeoutMs = this.clock.stopped ? STOP_GRACE_MS : CANCEL_TIMEOUT_MS;
		await this.relay.cancel(requestId, timeoutMs);
	}

	private noteMade(key: string, { wantsRaw }: Generation, { files, seed }: Result): void {
		const isKept = !wantsRaw || this.ledger.get(key).requestId === undefined;
		if (isKept) this.ledger.note(key, { made: { files, seed } });
	}

	/** Writes down what an error means for money, and gives the error back. */
	private settled(key: string, error: unknown): Error {
		if (error instanceof RequestError) {
			const { kind, message, advice, about } = error;
			const { statusCode, details, type } = about;
			if (['notQueued', 'failed'].includes(kind)) this.ledger.remove(key);
			if (kind === 'denied' && about.requestId === undefined) this.ledger.remove(key);
			if (kind === 'refused') {
				this.ledger.note(key, { refused: { message, advice, statusCode, details, type } });
			}
		}
		return thrown(error);
	}

	private hashOf({ task: { endpoint, body } }: Generation): string {
		const asked = JSON.stringify([this.relayUrl, endpoint, body]);
		return createHash('sha256').update(asked).digest('base64url').slice(0, 22);
	}
}

function thrown(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

function ignore(): void {
	// A submit that fails after the run has ended has nobody to tell
}
