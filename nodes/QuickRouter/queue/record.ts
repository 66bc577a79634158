import { asError } from '../shared/values';
import type { Result, ResultFile } from '../relay/result';
import { REMEMBERED, RequestError } from './causes';
import type { Identity, Ledger } from './ledger';
import type { Entry } from './storedLedger';
import type { NewRequest, RequestState } from './request';

/** Gets to know what must not be in this process's memory alone. */
export interface Log {
	accepted: (request: Pick<NewRequest, 'item' | 'endpoint'>, requestId: string) => void;
	finished: (requestId: string | undefined, files: ResultFile[]) => void;
}

/** What is written down of a request, in the ledger and in the log, while it runs. */
export class RequestRecord {
	/** Of its entry in the ledger; missing as long as nothing was submitted for it. */
	private key?: string;

	constructor(
		private readonly ledger: Ledger,
		private readonly log: Log,
		private readonly request: NewRequest,
		private readonly identity: Identity,
	) {}

	/** Takes up what was submitted before for the same; undefined where there is nothing. */
	claim(): { isOtherBody: boolean } | undefined {
		const claimed = this.ledger.claim(this.identity, this.request.item);
		this.key = claimed?.key;
		return claimed;
	}

	/** To be called just before it is sent, each time. */
	sending(): void {
		const { item, endpoint } = this.request;
		this.key ??= this.ledger.open({ item, endpoint, ...this.identity });
	}

	/** Forgets what was taken up, so that the request is submitted again. */
	forget(): void {
		this.ledger.remove(this.ownKey);
		this.key = undefined;
	}

	/** Whether it was sent, or taken up. */
	get isOpen(): boolean {
		return this.key !== undefined;
	}

	/** What is known of it. */
	get entry(): Entry {
		return this.ledger.get(this.ownKey);
	}

	/** Whether an earlier call was told what became of it. */
	get wasTold(): boolean {
		return this.ledger.wasTold(this.ownKey);
	}

	/** The item of another request of the run that has this id. */
	itemWith(requestId: string): number | undefined {
		return this.ledger.itemWith(requestId, this.ownKey);
	}

	/** @throws {RequestError} where the relay gave the same id to another request of the run */
	accepted({ requestId, result }: RequestState): void {
		const { endpoint } = this.request;
		const otherItem = requestId === undefined ? undefined : this.itemWith(requestId);
		if (otherItem === undefined) this.ledger.note(this.ownKey, { requestId });
		if (requestId !== undefined) this.log.accepted(this.request, requestId);
		if (otherItem !== undefined) {
			throw new RequestError('idTaken', { endpoint, otherItem, sharedId: requestId });
		}
		if (result) this.made(result);
	}

	/** The same when the run may be over, and the ledger with it. */
	acceptedLate(accepted: RequestState): void {
		const { requestId } = accepted;
		if (this.ledger.has(this.ownKey)) this.accepted(accepted);
		else if (requestId !== undefined) this.log.accepted(this.request, requestId);
	}

	/** Remembers what items are made of; the answer itself where it is wanted, or cannot be had again. */
	made({ raw, ...made }: Result): void {
		const { requestId } = this.entry;
		const isKept = this.request.wantsRaw || requestId === undefined;
		this.ledger.note(this.ownKey, { made: { ...made, ...(isKept && { raw }) } });
		this.log.finished(requestId, made.files);
	}

	/** Remembers what an error means for money, and gives the error back. */
	ended(error: unknown): Error {
		if (!(error instanceof RequestError)) return asError(error);
		const { key } = this;
		if (key === undefined || !this.ledger.has(key)) return error;
		const { cause, facts, money } = error;
		if (facts.requestId !== undefined) this.ledger.note(key, { requestId: facts.requestId });
		const left = REMEMBERED[money];
		if (left === 'nothing') this.ledger.remove(key);
		if (left === 'refusal') this.ledger.note(key, { refused: { cause, facts } });
		return error;
	}

	/** Remembers that an error of an earlier try is told again, and gives it back. */
	told(error: RequestError): RequestError {
		this.ledger.tell(this.ownKey);
		return error;
	}

	private get ownKey(): string {
		if (this.key === undefined) throw new Error('The request has no entry in the ledger');
		return this.key;
	}
}
