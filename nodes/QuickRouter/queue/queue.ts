import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { asError } from '../shared/asError';
import type { StopReason } from '../pace/clock';
import type { Result, ResultFile } from '../relay/result';
import type { Origin } from './awaited';
import { cancelOnce, cancelUntilAnswered, type Cancellation } from './cancel';
import { meaningOf, REMEMBERED, RequestError } from './causes';
import type { Identity, Ledger } from './ledger';
import { pollUntilFinished } from './poll';
import type { RequestState } from './requestState';
import type { Shared } from './shared';
import { throwIfStopped } from './stop';
import { submit } from './submit';

/** How long a stop by the user waits for the answer to a submit, and then for that to a cancel. */
const STOP_GRACE_MS = 400;
/** How long a run that another item has ended waits for the answer to a submit, to remember its id. */
const FAILURE_GRACE_MS = 10_000;
const CANCEL_TIMEOUT_MS = 2_000;

const submitGraceMs = (reason: StopReason) =>
	reason.by === 'user' ? STOP_GRACE_MS : FAILURE_GRACE_MS;

/** How a result is waited for. */
interface Waiting {
	waitForCompletion: boolean;
	timeoutMs: number;
	/** Whether a result without a file is none. */
	needsFile: boolean;
}

/** A request to be submitted. */
export interface NewRequest extends Waiting {
	item: number;
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	/** Gives the body as it is sent; what is large in it is held no longer than that takes. */
	readBody: () => Promise<IDataObject>;
	/** Gives what tells it from other bodies: the same, with a digest in place of each file. */
	readIdentity: () => Promise<IDataObject>;
	/** Hash of what was written for it; missing where that does not tell it from others. */
	written?: string;
	/** How long the endpoint's model usually takes. */
	typicalMs?: number;
	/** What it has in common with requests that take alike. */
	kind?: string;
	onTimeout: 'error' | 'returnRequest';
	/** Whether to submit again what an earlier try may have submitted, and paid for. */
	resubmitUnclear: boolean;
	/** Whether the relay's answer itself is wanted, and must be kept for a further try. */
	wantsRaw: boolean;
}

/** What became of a request: its result, or how far it is. */
export interface Outcome extends RequestState {
	/** Whether it was submitted by an earlier try, with another body that an expression gave. */
	isOtherBody?: boolean;
}

/** Gets to know what must not be in this process's memory alone. */
export interface Log {
	accepted: (request: Pick<NewRequest, 'item' | 'endpoint'>, requestId: string) => void;
	finished: (requestId: string | undefined, files: ResultFile[]) => void;
}

/** Runs the requests of a run, each paid for once over all its tries. */
export class Queue {
	constructor(
		private readonly shared: Shared,
		private readonly ledger: Ledger,
		/** Tells relays apart: an id is known to one only. */
		private readonly relayUrl: string,
		private readonly log: Log,
	) {}

	/**
	 * Takes up what was submitted before for the same, or submits; and waits.
	 *
	 * @throws {RequestError} where there is no result; what money hangs on it stays in the ledger
	 */
	async submit(request: NewRequest): Promise<Outcome> {
		const { endpoint, item, written } = request;
		throwIfStopped(this.shared.clock, { endpoint });
		const identity = {
			body: this.hashOf(endpoint, await request.readIdentity()),
			written: written === undefined ? undefined : this.hashOf(endpoint, written),
		};
		throwIfStopped(this.shared.clock, { endpoint });
		const claimed = this.ledger.claim(identity, item);
		if (claimed) {
			const resumed = await this.resume(claimed.key, request);
			if (resumed) return { ...resumed, isOtherBody: claimed.isOtherBody };
			this.ledger.remove(claimed.key);
		}
		return await this.start(request, identity);
	}

	/**
	 * Asks for the result of a request that was submitted earlier: once, or until it is there.
	 *
	 * @throws {RequestError} where there is no result
	 */
	async result(requestId: string, waiting: Waiting): Promise<Outcome> {
		const { waitForCompletion, timeoutMs, needsFile } = waiting;
		const deadlineMs = this.shared.clock.now() + timeoutMs;
		const isAskedOnce = !waitForCompletion;
		const awaited = { requestId, origin: 'byId', timeoutMs, needsFile, isAskedOnce } as const;
		const seen = await pollUntilFinished(this.shared, awaited, deadlineMs);
		if (seen.result) this.log.finished(requestId, seen.result.files);
		return seen;
	}

	/**
	 * Asks that a request be canceled.
	 *
	 * @throws {RequestError} where the relay does not say that it was
	 */
	async cancel(requestId: string): Promise<{ requestId: string; status: Cancellation }> {
		return { requestId, status: await cancelUntilAnswered(this.shared, requestId) };
	}

	/** What became of a request that was submitted before; undefined where it may be submitted again. */
	private async resume(key: string, request: NewRequest): Promise<RequestState | undefined> {
		const entry = this.ledger.get(key);
		const { endpoint, requestId, made, refused } = entry;
		if (this.ledger.wasTold(key)) return undefined;
		if (refused)
			throw this.told(
				key,
				new RequestError(refused.cause, { endpoint, requestId, ...refused.facts }),
			);
		if (made && (made.raw || !request.wantsRaw)) {
			return { requestId, status: 'COMPLETED', result: { raw: {}, ...made } };
		}
		if (requestId === undefined) {
			if (request.resubmitUnclear) return undefined;
			throw this.told(key, new RequestError('earlierUnclear', { endpoint }));
		}
		if (!request.waitForCompletion) return { requestId, status: 'IN_QUEUE' };
		const deadlineMs = this.shared.clock.now() + request.timeoutMs;
		try {
			return await this.wait(key, request, { requestId }, 'earlier', deadlineMs);
		} catch (error) {
			if (maySubmitAgain(error, request)) return undefined;
			throw asError(error);
		}
	}

	private told(key: string, error: RequestError): RequestError {
		this.ledger.tell(key);
		return error;
	}

	private async start(request: NewRequest, identity: Identity): Promise<RequestState> {
		const deadlineMs = this.shared.clock.now() + request.timeoutMs;
		const { key, accepted } = await this.submitOnce(request, identity, deadlineMs);
		const { requestId, queuePosition, result } = accepted;
		if (result || requestId === undefined || !request.waitForCompletion) return accepted;
		return await this.wait(key, request, { requestId, queuePosition }, 'submitted', deadlineMs);
	}

	private async submitOnce(
		request: NewRequest,
		identity: Identity,
		deadlineMs: number,
	): Promise<{ key: string; accepted: RequestState }> {
		const { clock } = this.shared;
		const { endpoint, item } = request;
		let key: string | undefined;
		const sending = () => {
			key ??= this.ledger.open({ item, endpoint, ...identity });
		};
		const submission = { endpoint, read: request.readBody, sending };
		const submitting = submit(this.shared, submission, deadlineMs);
		try {
			const accepted = await clock.untilStopped(submitting, submitGraceMs);
			if (accepted && key !== undefined) {
				this.noteAccepted(key, request, accepted);
				return { key, accepted };
			}
		} catch (error) {
			throw this.ended(key, error);
		}
		void submitting
			.then(async (accepted) => {
				if (key !== undefined) await this.answeredLate(key, request, accepted);
			})
			.catch((error: unknown) => this.ended(key, error));
		if (key === undefined) throwIfStopped(clock, { endpoint });
		throw new RequestError('stoppedWhile', { endpoint, stoppedBy: clock.stopped?.by });
	}

	/** Nobody waits for the answer any more: it is remembered if there is still time, or canceled. */
	private async answeredLate(
		key: string,
		request: NewRequest,
		accepted: RequestState,
	): Promise<void> {
		const { requestId } = accepted;
		if (this.ledger.has(key)) this.noteAccepted(key, request, accepted);
		else if (requestId !== undefined) this.log.accepted(request, requestId);
		if (this.shared.clock.stopped?.by === 'user' && requestId !== undefined) {
			await this.tryToCancel(requestId);
		}
	}

	private async wait(
		key: string,
		request: NewRequest,
		accepted: { requestId: string; queuePosition?: number },
		origin: Origin,
		deadlineMs: number,
	): Promise<RequestState> {
		const { endpoint, timeoutMs, kind, typicalMs, needsFile } = request;
		const { requestId } = accepted;
		const itemWith = (id: string) => this.ledger.itemWith(id, key);
		const awaited = {
			...{ ...accepted, endpoint, origin, timeoutMs },
			...{ kind, typicalMs, needsFile, itemWith },
		};
		try {
			const seen = await pollUntilFinished(this.shared, awaited, deadlineMs);
			if (seen.result) this.noteMade(key, request, seen.result);
			return seen;
		} catch (error) {
			const isTimedOut = error instanceof RequestError && error.cause === 'timedOut';
			if (isTimedOut && request.onTimeout === 'returnRequest') {
				return { requestId, status: error.facts.status ?? 'IN_PROGRESS' };
			}
			if (isTimedOut || this.shared.clock.stopped?.by === 'user') {
				await this.tryToCancel(requestId);
			}
			throw this.ended(key, isTimedOut ? asCanceled(error) : error);
		}
	}

	/** Asks the relay to cancel a request, best effort: it is no error when it does not. */
	private async tryToCancel(requestId: string): Promise<void> {
		const asking = cancelOnce(this.shared.relay, requestId, CANCEL_TIMEOUT_MS).catch(ignore);
		await this.shared.clock.untilStopped(asking, () => STOP_GRACE_MS);
	}

	/** @throws {RequestError} where the relay gave the same id to another request of the run */
	private noteAccepted(key: string, request: NewRequest, accepted: RequestState): void {
		const { requestId, result } = accepted;
		const otherItem = requestId === undefined ? undefined : this.ledger.itemWith(requestId, key);
		if (otherItem === undefined) this.ledger.note(key, { requestId });
		if (requestId !== undefined) this.log.accepted(request, requestId);
		if (otherItem !== undefined) {
			throw new RequestError('idTaken', {
				endpoint: request.endpoint,
				otherItem,
				sharedId: requestId,
			});
		}
		if (result) this.noteMade(key, request, result);
	}

	/** Remembers what items are made of; the answer itself where it is wanted, or cannot be had again. */
	private noteMade(key: string, { wantsRaw }: NewRequest, { raw, ...made }: Result): void {
		const { requestId } = this.ledger.get(key);
		const isKept = wantsRaw || requestId === undefined;
		this.ledger.note(key, { made: { ...made, ...(isKept && { raw }) } });
		this.log.finished(requestId, made.files);
	}

	/** Remembers what an error means for money, and gives the error back. */
	private ended(key: string | undefined, error: unknown): Error {
		if (!(error instanceof RequestError)) return asError(error);
		if (key === undefined || !this.ledger.has(key)) return error;
		const { cause, facts, money } = error;
		if (facts.requestId !== undefined) this.ledger.note(key, { requestId: facts.requestId });
		const left = REMEMBERED[money];
		if (left === 'nothing') this.ledger.remove(key);
		if (left === 'refusal') this.ledger.note(key, { refused: { cause, facts } });
		return error;
	}

	private hashOf(endpoint: string, asked: unknown): string {
		return hashOf([this.relayUrl, endpoint, asked]);
	}
}

/** A short hash of plain data. */
export function hashOf(data: unknown): string {
	return createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22);
}

/** Whether a request of an earlier try has ended in a way that leaves nothing to fetch. */
function maySubmitAgain(error: unknown, { resubmitUnclear }: NewRequest): boolean {
	if (!(error instanceof RequestError)) return false;
	const { money } = meaningOf(error.cause);
	return REMEMBERED[money] === 'nothing' || (money === 'unclear' && resubmitUnclear);
}

function asCanceled({ cause, facts }: RequestError): RequestError {
	return new RequestError(cause, { ...facts, isCanceled: true });
}

function ignore(): void {
	// Whatever became of it, nobody is there to be told
}
