import { asError } from '../shared/values';
import { hashOf } from '../shared/hash';
import type { StopReason } from '../pace/clock';
import { cancelOnce, cancelUntilAnswered, type Cancellation } from './cancel';
import { meaningOf, REMEMBERED, RequestError } from './causes';
import type { Identity, Ledger } from './ledger';
import { pollUntilFinished } from './poll';
import { RequestRecord, type Log } from './record';
import type { NewRequest, Origin, Outcome, RequestState, Waiting } from './request';
import { throwIfStopped, type RunState } from './runState';
import { submit } from './submit';

/** How long a stop by the user waits for the answer to a submit, and then for that to a cancel. */
const STOP_GRACE_MS = 400;
/** How long a run that another item has ended waits for the answer to a submit, to remember its id. */
const FAILURE_GRACE_MS = 10_000;
const CANCEL_TIMEOUT_MS = 2_000;

const submitGraceMs = (reason: StopReason) =>
	reason.by === 'user' ? STOP_GRACE_MS : FAILURE_GRACE_MS;

/** Runs the requests of a run, each paid for once over all its tries. */
export class Queue {
	constructor(
		private readonly state: RunState,
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
		const { endpoint } = request;
		throwIfStopped(this.state.clock, { endpoint });
		const identity = await this.identityOf(request);
		throwIfStopped(this.state.clock, { endpoint });
		const record = new RequestRecord(this.ledger, this.log, request, identity);
		const claimed = record.claim();
		if (claimed) {
			const resumed = await this.resume(record, request);
			if (resumed) return { ...resumed, isOtherBody: claimed.isOtherBody };
			record.forget();
		}
		return await this.start(record, request);
	}

	/**
	 * Asks for the result of a request that was submitted earlier: once, or until it is there.
	 *
	 * @throws {RequestError} where there is no result
	 */
	async result(requestId: string, waiting: Waiting): Promise<Outcome> {
		const { waitForCompletion, timeoutMs, needsFile } = waiting;
		const deadlineMs = this.state.clock.now() + timeoutMs;
		const isAskedOnce = !waitForCompletion;
		const awaited = { requestId, origin: 'byId', timeoutMs, needsFile, isAskedOnce } as const;
		const seen = await pollUntilFinished(this.state, awaited, deadlineMs);
		if (seen.result) this.log.finished(requestId, seen.result.files);
		return seen;
	}

	/**
	 * Asks that a request be canceled.
	 *
	 * @throws {RequestError} where the relay does not say that it was
	 */
	async cancel(requestId: string): Promise<{ requestId: string; status: Cancellation }> {
		return { requestId, status: await cancelUntilAnswered(this.state, requestId) };
	}

	private async identityOf({ endpoint, readIdentity, written }: NewRequest): Promise<Identity> {
		const hashed = (asked: unknown) => hashOf([this.relayUrl, endpoint, asked]);
		const bodyHash = hashed(await readIdentity());
		return { bodyHash, writtenHash: written === undefined ? undefined : hashed(written) };
	}

	/** What became of a request that was submitted before; undefined where it may be submitted again. */
	private async resume(
		record: RequestRecord,
		request: NewRequest,
	): Promise<RequestState | undefined> {
		const { endpoint, requestId, made, refused } = record.entry;
		if (record.wasTold) return undefined;
		if (refused) {
			const { cause, facts } = refused;
			throw record.told(new RequestError(cause, { endpoint, requestId, ...facts }));
		}
		if (made && (made.raw || !request.wantsRaw)) {
			return { requestId, status: 'COMPLETED', result: { raw: {}, ...made } };
		}
		if (requestId === undefined) {
			if (request.resubmitUnclear) return undefined;
			throw record.told(new RequestError('earlierUnclear', { endpoint }));
		}
		if (!request.waitForCompletion) return { requestId, status: 'IN_QUEUE' };
		const deadlineMs = this.state.clock.now() + request.timeoutMs;
		try {
			return await this.wait(record, request, { requestId, origin: 'earlier' }, deadlineMs);
		} catch (error) {
			if (maySubmitAgain(error, request)) return undefined;
			throw asError(error);
		}
	}

	private async start(record: RequestRecord, request: NewRequest): Promise<RequestState> {
		const deadlineMs = this.state.clock.now() + request.timeoutMs;
		const accepted = await this.submitOnce(record, request, deadlineMs);
		const { requestId, queuePosition, result } = accepted;
		if (result || requestId === undefined || !request.waitForCompletion) return accepted;
		const submitted = { requestId, queuePosition, origin: 'submitted' } as const;
		return await this.wait(record, request, submitted, deadlineMs);
	}

	private async submitOnce(
		record: RequestRecord,
		{ endpoint, readBody }: NewRequest,
		deadlineMs: number,
	): Promise<RequestState> {
		const { clock } = this.state;
		const sending = () => {
			record.sending();
		};
		const submitting = submit(this.state, { endpoint, read: readBody, sending }, deadlineMs);
		try {
			const accepted = await clock.untilStopped(submitting, submitGraceMs);
			if (accepted) {
				record.accepted(accepted);
				return accepted;
			}
		} catch (error) {
			throw record.ended(error);
		}
		void submitting
			.then(async (accepted) => {
				await this.answeredLate(record, accepted);
			})
			.catch((error: unknown) => record.ended(error));
		if (!record.isOpen) throwIfStopped(clock, { endpoint });
		throw new RequestError('stoppedWhile', { endpoint, stoppedBy: clock.stopped?.by });
	}

	/** Nobody waits for the answer any more: it is remembered if there is still time, or canceled. */
	private async answeredLate(record: RequestRecord, accepted: RequestState): Promise<void> {
		record.acceptedLate(accepted);
		const { requestId } = accepted;
		if (this.state.clock.stopped?.by === 'user' && requestId !== undefined) {
			await this.tryToCancel(requestId);
		}
	}

	private async wait(
		record: RequestRecord,
		request: NewRequest,
		accepted: { requestId: string; queuePosition?: number; origin: Origin },
		deadlineMs: number,
	): Promise<RequestState> {
		const { endpoint, timeoutMs, kind, typicalMs, needsFile } = request;
		const { requestId } = accepted;
		const itemWith = (id: string) => record.itemWith(id);
		const awaited = { ...accepted, endpoint, timeoutMs, kind, typicalMs, needsFile, itemWith };
		try {
			const seen = await pollUntilFinished(this.state, awaited, deadlineMs);
			if (seen.result) record.made(seen.result);
			return seen;
		} catch (error) {
			const isTimedOut = error instanceof RequestError && error.cause === 'timedOut';
			if (isTimedOut && request.onTimeout === 'returnRequest') {
				return { requestId, status: error.facts.status ?? 'IN_PROGRESS' };
			}
			if (isTimedOut || this.state.clock.stopped?.by === 'user') {
				await this.tryToCancel(requestId);
			}
			throw record.ended(isTimedOut ? asCanceled(error) : error);
		}
	}

	/** Asks the relay to cancel a request, best effort: it is no error when it does not. */
	private async tryToCancel(requestId: string): Promise<void> {
		const asking = cancelOnce(this.state.relay, requestId, CANCEL_TIMEOUT_MS).catch(ignore);
		await this.state.clock.untilStopped(asking, () => STOP_GRACE_MS);
	}
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
