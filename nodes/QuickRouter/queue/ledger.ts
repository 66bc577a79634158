import type { FailureDetail } from '../relay/failure';
import type { Result } from '../relay/result';
import { RequestError, type AboutRequest } from './requestError';

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
	made?: Omit<Result, 'raw'> & Partial<Pick<Result, 'raw'>>;
	/** Why the model does not accept it as it is. */
	refused?: {
		message: string;
		advice: string;
		statusCode?: number;
		details?: FailureDetail[];
		type?: string;
	};
}

/** What is kept between the tries of a run. */
export interface LedgerStore {
	ledger?: { run: string; nextEntry: number; entries: Record<string, Entry> };
}

/** Entries that a run is at work on: an agent calls a tool several times side by side. */
const inUse = new WeakMap<LedgerStore, Set<string>>();

/**
 * Remembers what was submitted, so that a further try of the same run fetches what is paid for
 * instead of paying again. It writes into `store`, which outlives a try, at once. Requests that ask
 * for the same are interchangeable: an entry is given to the first that asks for it, in whatever
 * order the items come, and to nobody else.
 */
export class Ledger {
	private readonly unclaimed = new Map<string, string[]>();
	private readonly own = new Set<string>();
	private readonly used: Set<string>;

	/**
	 * @param run tells apart the runs of a node that is in a loop; another run's entries are dropped
	 * @param isShared whether a run is many calls that each ask for something else, as an agent's are
	 */
	constructor(
		private readonly store: LedgerStore,
		private readonly run: string,
		private readonly isShared = false,
	) {
		this.used = inUse.get(store) ?? new Set();
		inUse.set(store, this.used);
		if (store.ledger?.run !== run) delete store.ledger;
		for (const [key, { hash }] of Object.entries(this.entries())) {
			if (this.used.has(key)) continue;
			const same = this.unclaimed.get(hash);
			if (same) same.push(key);
			else this.unclaimed.set(hash, [key]);
		}
	}

	/** Takes up what an earlier try submitted for the same; the key of its entry, or undefined. */
	claim(hash: string): string | undefined {
		const same = this.unclaimed.get(hash);
		for (let key = same?.shift(); key !== undefined; key = same?.shift()) {
			if (this.used.has(key) || !this.has(key)) continue;
			this.use(key);
			return key;
		}
		return undefined;
	}

	/** Remembers a request that is about to be submitted; gives the key of its entry. */
	open(entry: Entry): string {
		const ledger = (this.store.ledger ??= { run: this.run, nextEntry: 0, entries: {} });
		const key = String(ledger.nextEntry++);
		ledger.entries[key] = entry;
		this.use(key);
		return key;
	}

	/** The items, by index, whose requests a further try can fetch. */
	fetchable(): number[] {
		const entries = Object.values(this.entries());
		return entries
			.filter(({ requestId, made, refused }) => (requestId ?? made) && !refused)
			.map(({ item }) => item);
	}

	has(key: string): boolean {
		return this.entries()[key] !== undefined;
	}

	get(key: string): Entry {
		const entry = this.entries()[key];
		if (!entry) throw new Error(`The ledger has no entry ${key}`);
		return entry;
	}

	/** Adds to what is known of a request. */
	note(key: string, known: Partial<Entry>): void {
		Object.assign(this.get(key), known);
	}

	/** Forgets a request that cost nothing, and may be submitted again. */
	remove(key: string): void {
		Reflect.deleteProperty(this.entries(), key);
	}

	/**
	 * Ends a try. One that has succeeded leaves nothing behind, or of a shared run what is not its own;
	 * one that has not leaves its entries to the next.
	 */
	end(hasSucceeded: boolean): void {
		for (const key of this.own) this.used.delete(key);
		if (hasSucceeded) {
			const done = this.isShared ? this.own : Object.keys(this.entries());
			for (const key of done) {
				if (!this.used.has(key)) this.remove(key);
			}
		}
		// Others that are at work may have removed their entries, and still go by their keys
		const isEmpty = Object.keys(this.entries()).length === 0 && this.used.size === 0;
		if (isEmpty && this.store.ledger?.run === this.run) delete this.store.ledger;
	}

	private use(key: string): void {
		this.own.add(key);
		this.used.add(key);
	}

	/** This run's entries; none once another run has begun, whose entries are not ours to touch. */
	private entries(): Record<string, Entry> {
		const { ledger } = this.store;
		return ledger?.run === this.run ? ledger.entries : {};
	}
}

/** The error of a request that was refused in an earlier try. */
export function refusedBefore({ endpoint, requestId, refused }: Entry): RequestError {
	const { message = '', advice = '', ...known } = refused ?? {};
	const about: AboutRequest = { endpoint, requestId, ...known };
	return new RequestError('refused', message, advice, about);
}
