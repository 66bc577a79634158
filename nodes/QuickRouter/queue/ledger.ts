import type { FailureDetail } from './failure';
import { RequestError, type AboutRequest } from './requestError';
import type { Result } from './result';

/** A request that money may have been spent on. Plain data, since n8n stores it; nothing secret. */
export interface Entry {
	/** The item that it was submitted for, when it was. */
	item: number;
	endpoint: string;
	/** Of relay, endpoint and body: what was asked for. */
	hash: string;
	/** Missing as long as it is not certain that the relay has accepted it. */
	requestId?: string;
	/** What it made. */
	made?: Pick<Result, 'files' | 'seed'>;
	/** Why the model does not accept it as it is. */
	refused?: {
		message: string;
		advice: string;
		statusCode?: number;
		details?: FailureDetail[];
		type?: string;
	};
	/** Whether the relay was asked to give it up. */
	canceled?: boolean;
}

/** What is kept between the tries of a run. */
export interface LedgerStore {
	ledger?: { run: number; nextEntry: number; entries: Record<string, Entry> };
}

/**
 * Remembers what was submitted, so that a further try of the same run fetches what is paid for
 * instead of paying again. It writes into `store`, which outlives a try, at once. Requests that ask
 * for the same are interchangeable: an entry is given to the first that asks for it, in whatever
 * order the items come, and to nobody else.
 */
export class Ledger {
	private readonly unclaimed = new Map<string, string[]>();

	/** @param run tells apart the runs of a node that is in a loop; another run's entries are dropped */
	constructor(
		private readonly store: LedgerStore,
		run: number,
	) {
		if (store.ledger?.run !== run) store.ledger = { run, nextEntry: 0, entries: {} };
		for (const [key, { hash }] of Object.entries(store.ledger.entries)) {
			const same = this.unclaimed.get(hash);
			if (same) same.push(key);
			else this.unclaimed.set(hash, [key]);
		}
	}

	/** Takes up what an earlier try submitted for the same; the key of its entry, or undefined. */
	claim(hash: string): string | undefined {
		return this.unclaimed.get(hash)?.shift();
	}

	/** Remembers a request that is about to be submitted; gives the key of its entry. */
	open(entry: Entry): string {
		const ledger = this.ledger();
		const key = String(ledger.nextEntry++);
		ledger.entries[key] = entry;
		return key;
	}

	get(key: string): Entry {
		const entry = this.ledger().entries[key];
		if (!entry) throw new Error(`The ledger has no entry ${key}`);
		return entry;
	}

	/** Adds to what is known of a request. */
	note(key: string, known: Partial<Entry>): void {
		Object.assign(this.get(key), known);
	}

	/** Forgets a request that cost nothing, and may be submitted again. */
	remove(key: string): void {
		Reflect.deleteProperty(this.ledger().entries, key);
	}

	/** Forgets all: the run has succeeded. */
	clear(): void {
		delete this.store.ledger;
	}

	private ledger(): NonNullable<LedgerStore['ledger']> {
		if (!this.store.ledger) throw new Error('The ledger was cleared');
		return this.store.ledger;
	}
}

/** The error of a request that was refused in an earlier try. */
export function refusedBefore({ endpoint, requestId, refused }: Entry): RequestError {
	const { message = '', advice = '', ...known } = refused ?? {};
	const about: AboutRequest = { endpoint, requestId, ...known };
	return new RequestError('refused', message, advice, about);
}
