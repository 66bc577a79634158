import { createHash } from 'crypto';

import { asError } from '../shared/asError';
import type { Result } from '../relay/result';
import { askToCancel } from './cancel';
import type { StopReason } from '../pace/clock';
import { throwIfStopped } from './errors';
import { refusedBefore, type Ledger } from './ledger';
import type { GenerateRequest } from './request';
import { LEFT_TO_REMEMBER, RequestError } from './requestError';
import type { Run } from './run';
import { submit, unclearError, type Submitted } from './submit';
import { waitForResult } from './wait';

/** How long a stop by a person waits for the answer to a submit, and then for that to a cancel. */
const STOP_GRACE_MS = 400;
/** How long a run that another item has ended waits for the answer to a submit, to remember its id. */
const FAILURE_GRACE_MS = 10_000;
const CANCEL_TIMEOUT_MS = 2_000;

const submitGraceMs = (reason: StopReason) =>
	reason.by === 'person' ? STOP_GRACE_MS : FAILURE_GRACE_MS;

/** Runs requests to their ends, each paid for once over all tries of a run. */
export class Generation {
	/** Why nothing more is submitted: the relay would accept no other request, either. */
	private denied?: RequestError;

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
	async generate(request: GenerateRequest): Promise<Submitted> {
		const { clock } = this.shared;
		const { endpoint } = request;
		throwIfStopped(clock, { endpoint });
		const hash = await this.hashOf(request);
		throwIfStopped(clock, { endpoint });
		const claimed = this.ledger.claim(hash);
		if (claimed !== undefined) {
			const resumed = await this.resume(claimed, request);
			if (resumed) return resumed;
			this.ledger.remove(claimed);
		}
		return await this.start(request, hash);
	}

	/** What became of an earlier try's request; undefined where it may be submitted again. */
	private async resume(key: string, request: GenerateRequest): Promise<Submitted | undefined> {
		const entry = this.ledger.get(key);
		const { endpoint, requestId, made } = entry;
		if (entry.refused) throw refusedBefore(entry);
		if (made && !(request.wantsRaw && requestId !== undefined)) {
			return { requestId, status: 'COMPLETED', result: { raw: {}, ...made } };
		}
		if (requestId === undefined) {
			if (request.resubmitUnclear) return undefined;
			throw unclearError('it was submitted in an earlier try, whose end is not known', endpoint);
		}
		if (!request.waitForCompletion) return { requestId, status: 'IN_QUEUE' };
		try {
			return await this.wait(key, request, { requestId, isOld: true });
		} catch (error) {
			if (maySubmitAgain(error, request)) return undefined;
			throw asError(error);
		}
	}

	private async start(request: GenerateRequest, hash: string): Promise<Submitted> {
		const deadlineMs = this.shared.clock.now() + request.timeoutMs;
		const { key, submitted } = await this.submit(request, hash, deadlineMs);
		const { requestId, queuePosition, result } = submitted;
		if (result || requestId === undefined || !request.waitForCompletion) return submitted;
		return await this.wait(key, request, { requestId, queuePosition }, deadlineMs);
	}

	private async submit(
		request: GenerateRequest,
		hash: string,
		deadlineMs: number,
	): Promise<{ key: string; submitted: Submitted }> {
		const { clock } = this.shared;
		const { endpoint, itemIndex: item } = request;
		let key: string | undefined;
		const sending = () => {
			this.throwIfDenied(endpoint);
			key ??= this.ledger.open({ item, endpoint, hash });
		};
		const submission = { endpoint, read: request.readBody, sending };
		const submitting = submit(this.shared, submission, deadlineMs);
		try {
			const submitted = await clock.untilStopped(submitting, submitGraceMs);
			if (submitted && key !== undefined) {
				this.noteSubmitted(key, request, submitted);
				return { key, submitted };
			}
		} catch (error) {
			throw this.ended(key, error);
		}
		void submitting.then(
			async (submitted) => {
				if (key !== undefined) await this.answeredLate(key, request, submitted);
			},
			(error: unknown) => this.ended(key, error),
		);
		if (key === undefined) throwIfStopped(clock, { endpoint });
		throw unclearError('the run was canceled while it was submitted', endpoint);
	}

	private throwIfDenied(endpoint: string): void {
		if (!this.denied) return;
		const { kind, message, advice, about } = this.denied;
		throw new RequestError(kind, message, advice, { ...about, endpoint });
	}

	/** Nobody waits for the answer any more: it is remembered if there is still time, or canceled. */
	private async answeredLate(
		key: string,
		request: GenerateRequest,
		submitted: Submitted,
	): Promise<void> {
		if (this.ledger.has(key)) this.noteSubmitted(key, request, submitted);
		const { requestId } = submitted;
		if (this.shared.clock.stopped?.by === 'person' && requestId !== undefined) {
			await this.cancel(requestId);
		}
	}

	private async wait(
		key: string,
		request: GenerateRequest,
		submitted: { requestId: string; queuePosition?: number; isOld?: boolean },
		deadlineMs = this.shared.clock.now() + request.timeoutMs,
	): Promise<Submitted> {
		const { endpoint, timeoutMs, wantsRaw, makesFiles } = request;
		const { requestId } = submitted;
		try {
			const needsFile = makesFiles || !wantsRaw;
			const accepted = { ...submitted, endpoint, timeoutMs, needsFile };
			const waited = await waitForResult(this.shared, accepted, deadlineMs);
			if (waited.result) this.noteMade(key, request, waited.result);
			return { ...waited, requestId };
		} catch (error) {
			const isTimedOut = error instanceof RequestError && error.kind === 'timedOut';
			if (isTimedOut && request.onTimeout === 'returnRequest') {
				return { requestId, status: error.about.status ?? 'IN_PROGRESS' };
			}
			if (isTimedOut || this.shared.clock.stopped?.by === 'person') await this.cancel(requestId);
			throw this.ended(key, isTimedOut ? canceledForTime(error) : error);
		}
	}

	/** Asks the relay to give a request up, best effort: it is no error when it does not. */
	private async cancel(requestId: string): Promise<void> {
		const asking = askToCancel(this.shared.relay, requestId, CANCEL_TIMEOUT_MS).catch(ignore);
		await this.shared.clock.untilStopped(asking, () => STOP_GRACE_MS);
	}

	private noteSubmitted(key: string, request: GenerateRequest, submitted: Submitted): void {
		this.ledger.note(key, { requestId: submitted.requestId });
		if (submitted.result) this.noteMade(key, request, submitted.result);
	}

	/** Remembers what items are made of; the answer itself only where it cannot be had again. */
	private noteMade(key: string, request: GenerateRequest, { raw, prompt, ...made }: Result): void {
		const isLost = this.ledger.get(key).requestId === undefined;
		if (request.wantsRaw && !isLost) return;
		const isOwn = prompt !== request.body.prompt;
		const known = { ...made, ...(isOwn && { prompt }), ...(isLost && { raw }) };
		this.ledger.note(key, { made: known });
	}

	/** Remembers what an error means for money, and gives the error back. */
	private ended(key: string | undefined, error: unknown): Error {
		if (!(error instanceof RequestError)) return asError(error);
		const { kind, message, advice, about } = error;
		const { requestId, statusCode, details, type } = about;
		if (kind === 'denied') this.denied = error;
		if (key === undefined || !this.ledger.has(key)) return error;
		if (requestId !== undefined) this.ledger.note(key, { requestId });
		const left = LEFT_TO_REMEMBER[kind];
		if (left === 'nothing') this.ledger.remove(key);
		if (left === 'refusal') {
			this.ledger.note(key, { refused: { message, advice, statusCode, details, type } });
		}
		return error;
	}

	private async hashOf({ endpoint, readBody }: GenerateRequest): Promise<string> {
		const asked = JSON.stringify([this.relayUrl, endpoint, await readBody()]);
		return createHash('sha256').update(asked).digest('base64url').slice(0, 22);
	}
}

/** Whether an earlier try's request has ended in a way that leaves nothing to fetch. */
function maySubmitAgain(error: unknown, { resubmitUnclear }: GenerateRequest): boolean {
	if (!(error instanceof RequestError)) return false;
	return (
		LEFT_TO_REMEMBER[error.kind] === 'nothing' || (error.kind === 'unknown' && resubmitUnclear)
	);
}

/** The error of a request that the relay was asked to cancel when its time was over. */
function canceledForTime({ kind, message, about }: RequestError): RequestError {
	const advice =
		'QuickRouter was asked to cancel it, but it may still finish and be charged; then a retry fetches it. Raise the Timeout option, or let it go on: set the option On Timeout to Return Request.';
	return new RequestError(kind, message, advice, about);
}

function ignore(): void {
	// Whatever became of it, nobody is there to be told
}
