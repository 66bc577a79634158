import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { asError } from '../asError';
import { cancelRequest } from './cancel';
import type { StopReason } from './clock';
import { refusedBefore, type Ledger } from './ledger';
import { throwIfStopped } from './problems';
import { RequestError } from './requestError';
import type { Result } from './result';
import type { Run } from './run';
import { submit, unclearError, type Submitted } from './submit';
import { waitForResult } from './wait';

/** What is to be generated, and how. `endpoint` is a path such as fal-ai/flux-1/dev. */
export interface GenerationOrder {
	itemIndex: number;
	task: { does: 'generate'; endpoint: string; body: IDataObject };
	/** Gives the body as it is sent; what is large in it is held no longer than that takes. */
	readBody: () => Promise<IDataObject>;
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
const CANCEL_TIMEOUT_MS = 2_000;

const submitGraceMs = (reason: StopReason) =>
	reason.by === 'person' ? STOP_GRACE_MS : FAILURE_GRACE_MS;

/** Runs requests to their ends, each paid for once over all tries of a run. */
export class Generation {
	constructor(
		private readonly shared: Run,
		private readonly ledger: Ledger,
		/** Tells relays apart: an id is known to one only. */
		private readonly relayUrl: string,
	) {}

	/**
	 * Takes up what an earlier try submitted for the same, or submits; and waits.
	 *
	 * @throws {RequestError} where there is no result; what money hangs on it stays in the ledger
	 */
	async run(order: GenerationOrder): Promise<Submitted> {
		const { clock } = this.shared;
		const { endpoint } = order.task;
		throwIfStopped(clock, { endpoint });
		const hash = await this.hashOf(order);
		throwIfStopped(clock, { endpoint });
		const claimed = this.ledger.claim(hash);
		if (claimed !== undefined) {
			const taken = await this.takeUp(claimed, order);
			if (taken) return taken;
			this.ledger.remove(claimed);
		}
		return await this.begin(order, hash);
	}

	/** What became of an earlier try's request; undefined where it may be submitted again. */
	private async takeUp(key: string, order: GenerationOrder): Promise<Submitted | undefined> {
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
			return await this.wait(key, order, { requestId, isOld: true });
		} catch (error) {
			const kind = error instanceof RequestError ? error.kind : undefined;
			if (kind === 'failed' || (kind === 'unknown' && order.resubmitUnclear)) return undefined;
			throw asError(error);
		}
	}

	private async begin(order: GenerationOrder, hash: string): Promise<Submitted> {
		const deadlineMs = this.shared.clock.now() + order.timeoutMs;
		const { key, submitted } = await this.submit(order, hash, deadlineMs);
		const { requestId, queuePosition, result } = submitted;
		if (result || requestId === undefined || !order.waitForCompletion) return submitted;
		return await this.wait(key, order, { requestId, queuePosition }, deadlineMs);
	}

	private async submit(
		order: GenerationOrder,
		hash: string,
		deadlineMs: number,
	): Promise<{ key: string; submitted: Submitted }> {
		const { clock } = this.shared;
		const { endpoint } = order.task;
		let key: string | undefined;
		const sending = () => {
			key ??= this.ledger.open({ item: order.itemIndex, endpoint, hash });
		};
		const submission = { endpoint, read: order.readBody, sending };
		const submitting = submit(this.shared, submission, deadlineMs);
		try {
			const submitted = await clock.untilStopped(submitting, submitGraceMs);
			if (submitted && key !== undefined) {
				this.noteSubmitted(key, order, submitted);
				return { key, submitted };
			}
		} catch (error) {
			throw this.settled(key, error);
		}
		void submitting.then(
			async (submitted) => {
				if (key !== undefined) await this.answeredLate(key, order, submitted);
			},
			(error: unknown) => this.settled(key, error),
		);
		if (key === undefined) throwIfStopped(clock, { endpoint });
		throw unclearError('the run was canceled while it was submitted', endpoint);
	}

	/** Nobody waits for the answer any more: it is remembered if there is still time, or canceled. */
	private async answeredLate(
		key: string,
		order: GenerationOrder,
		submitted: Submitted,
	): Promise<void> {
		if (this.ledger.has(key)) this.noteSubmitted(key, order, submitted);
		const { requestId } = submitted;
		if (this.shared.clock.stopped?.by === 'person' && requestId !== undefined) {
			await this.cancel(requestId);
		}
	}

	private async wait(
		key: string,
		order: GenerationOrder,
		submitted: { requestId: string; queuePosition?: number; isOld?: boolean },
		deadlineMs = this.shared.clock.now() + order.timeoutMs,
	): Promise<Submitted> {
		const { endpoint } = order.task;
		const { requestId } = submitted;
		try {
			const accepted = { ...submitted, endpoint };
			const waited = await waitForResult(this.shared, accepted, deadlineMs);
			if (waited.result) this.noteMade(key, order, waited.result);
			return { ...waited, requestId };
		} catch (error) {
			const isTimedOut = error instanceof RequestError && error.kind === 'timedOut';
			if (isTimedOut && order.onTimeout === 'returnRequest') {
				return { requestId, status: error.about.status ?? 'IN_PROGRESS' };
			}
			if (isTimedOut || this.shared.clock.stopped?.by === 'person') await this.cancel(requestId);
			throw this.settled(key, error);
		}
	}

	/** Asks the relay to give a request up, as well as may be: it is no error when it does not. */
	private async cancel(requestId: string): Promise<void> {
		const asking = cancelRequest(this.shared.relay, requestId, CANCEL_TIMEOUT_MS).catch(ignore);
		await this.shared.clock.untilStopped(asking, () => STOP_GRACE_MS);
	}

	private noteSubmitted(key: string, order: GenerationOrder, submitted: Submitted): void {
		this.ledger.note(key, { requestId: submitted.requestId });
		if (submitted.result) this.noteMade(key, order, submitted.result);
	}

	private noteMade(key: string, { wantsRaw }: GenerationOrder, { files, seed }: Result): void {
		const isKept = !wantsRaw || this.ledger.get(key).requestId === undefined;
		if (isKept) this.ledger.note(key, { made: { files, seed } });
	}

	/** Writes down what an error means for money, and gives the error back. */
	private settled(key: string | undefined, error: unknown): Error {
		if (!(error instanceof RequestError) || key === undefined) return asError(error);
		const { kind, message, advice, about } = error;
		const { requestId, statusCode, details, type } = about;
		const costNothing =
			kind === 'notQueued' || kind === 'failed' || (kind === 'denied' && requestId === undefined);
		if (costNothing) this.ledger.remove(key);
		if (kind === 'refused' && this.ledger.has(key)) {
			this.ledger.note(key, { refused: { message, advice, statusCode, details, type } });
		}
		return error;
	}

	private async hashOf({ task: { endpoint }, readBody }: GenerationOrder): Promise<string> {
		const asked = JSON.stringify([this.relayUrl, endpoint, await readBody()]);
		return createHash('sha256').update(asked).digest('base64url').slice(0, 22);
	}
}

function ignore(): void {
	// Whatever became of it, nobody is there to be told
}
