import {
	adopt,
	emptyLedger,
	type Entry,
	type LedgerStore,
	type StoredLedger,
} from './storedLedger';

/** What a request is recognized by. */
export type Identity = Pick<Entry, 'bodyHash' | 'writtenHash'>;

/** Entries that a run is at work on: an agent calls a tool several times side by side. */
const inUse = new WeakMap<LedgerStore, Set<string>>();

/**
 * Remembers what was submitted, to fetch what is paid for instead of paying again: in a further try
 * of the same run, and, as far as it was not delivered, in further runs of the node in an execution.
 * It writes into `store`, which outlives a try, at once. Requests that ask for the same are
 * interchangeable: an entry is given to the first that asks for it, and to nobody else in the run.
 */
export class Ledger {
	private readonly byBody = new Map<string, string[]>();
	private readonly byWritten = new Map<string, string[]>();
	private readonly own = new Set<string>();
	private readonly used: Set<string>;

	/**
	 * @param run tells apart the runs of a node that is in a loop
	 * @param call which of the calls of a run it is, where a run is many that each ask for something
	 * else, as an agent's are
	 */
	constructor(
		private readonly store: LedgerStore,
		private readonly run: string,
		private readonly call?: string,
	) {
		this.used = inUse.get(store) ?? new Set();
		inUse.set(store, this.used);
		adopt(store);
		for (const [key, entry] of this.all()) {
			const { bodyHash, writtenHash, refused, isDelivered } = entry;
			const isOfRun = entry.run === run;
			if (!isOfRun && isDelivered) this.remove(key);
			else if (!this.used.has(key)) {
				listIn(this.byBody, bodyHash).push(key);
				// A refusal may have been for another body that an expression gave
				if (writtenHash !== undefined && isOfRun && !refused) {
					listIn(this.byWritten, writtenHash).push(key);
				}
			}
		}
	}

	/**
	 * Takes up what was submitted before for the same body; or, within the tries of a run, for what was
	 * written alike, where an expression gave another body.
	 *
	 * @returns the key of its entry, and whether its body was another
	 */
	claim(
		{ bodyHash, writtenHash }: Identity,
		item: number,
	): { key: string; isOtherBody: boolean } | undefined {
		const same = this.freeIn(this.byBody, bodyHash);
		const exact = same.find((key) => this.get(key).writtenHash === writtenHash) ?? same[0];
		const alike =
			writtenHash === undefined ? undefined : this.freeIn(this.byWritten, writtenHash)[0];
		const key = exact ?? alike;
		if (key === undefined) return undefined;
		this.use(key);
		this.note(key, { run: this.run, item });
		return { key, isOtherBody: exact === undefined };
	}

	/** Remembers a request that is about to be submitted; gives the key of its entry. */
	open(entry: Omit<Entry, 'run' | 'call'>): string {
		const stored = this.stored ?? emptyLedger();
		this.store.ledger = stored;
		const key = String(stored.nextEntry++);
		stored.entries[key] = { run: this.run, call: this.call, ...entry };
		this.use(key);
		return key;
	}

	has(key: string): boolean {
		return this.stored !== undefined && Object.hasOwn(this.stored.entries, key);
	}

	get(key: string): Entry {
		const entry = this.has(key) ? this.stored?.entries[key] : undefined;
		if (!entry) throw new Error(`The ledger has no entry ${key}`);
		return entry;
	}

	/** Adds to what is known of a request. */
	note(key: string, known: Partial<Entry>): void {
		Object.assign(this.get(key), known);
	}

	/**
	 * Notes that this call is told what became of a request that cannot be had. The next call may ask
	 * for the same, knowing what it does; a further try of a call does not know.
	 */
	tell(key: string): void {
		if (this.isShared && this.get(key).call !== this.call) {
			this.note(key, { call: this.call, isTold: true });
		}
	}

	/** Whether an earlier call was told what became of a request. */
	wasTold(key: string): boolean {
		const { isTold = false, call } = this.get(key);
		return isTold && call !== this.call;
	}

	/** Forgets a request that cost nothing, and may be submitted again. */
	remove(key: string): void {
		if (this.stored) Reflect.deleteProperty(this.stored.entries, key);
	}

	/** Another item, by index, whose request of this run has this id and another body. */
	itemWith(requestId: string, ownKey: string): number | undefined {
		const own = this.get(ownKey);
		const [, other] =
			this.all().find(
				([key, entry]) =>
					key !== ownKey && entry.requestId === requestId && entry.bodyHash !== own.bodyHash,
			) ?? [];
		return other?.item;
	}

	/** The requests of this run that money was or may be spent on, delivered or not. */
	spending(): Entry[] {
		return this.all().flatMap(([, entry]) =>
			entry.run === this.run && !entry.refused ? [entry] : [],
		);
	}

	/** The requests of this run that a further try can fetch. */
	fetchable(): Entry[] {
		return this.paid().map(([, entry]) => entry);
	}

	/** The requests of earlier tries of this run that are paid for, or running, and that no item asked for. */
	unclaimed(): Entry[] {
		if (this.isShared) return [];
		return this.paid().flatMap(([key, entry]) => (this.own.has(key) ? [] : [entry]));
	}

	/**
	 * Ends a try. One that has succeeded leaves nothing of its run behind, or of a shared run what is
	 * not its own; one that has not leaves its entries to the next.
	 *
	 * @param delivered the items, by index, that came out as a success
	 */
	end(hasSucceeded: boolean, delivered: ReadonlySet<number>): void {
		for (const key of this.own) this.used.delete(key);
		for (const [key, entry] of this.all()) {
			if (this.used.has(key) || entry.run !== this.run) continue;
			const isOwn = this.own.has(key);
			if (hasSucceeded && (isOwn || !this.isShared)) this.remove(key);
			else if (isOwn && delivered.has(entry.item)) this.note(key, { isDelivered: true });
		}
		// Others that are at work may have removed their entries, and still go by their keys
		if (this.all().length === 0 && this.used.size === 0) delete this.store.ledger;
	}

	private get isShared(): boolean {
		return this.call !== undefined;
	}

	private paid(): [string, Entry][] {
		return this.all().filter(
			([, { run, requestId, made, refused }]) =>
				run === this.run && (requestId !== undefined || made) && !refused,
		);
	}

	private use(key: string): void {
		this.own.add(key);
		this.used.add(key);
	}

	private freeIn(keys: Map<string, string[]>, hash: string): string[] {
		return (keys.get(hash) ?? []).filter((key) => !this.used.has(key) && this.has(key));
	}

	private all(): [string, Entry][] {
		return Object.entries(this.stored?.entries ?? {});
	}

	private get stored(): StoredLedger | undefined {
		return this.store.ledger as StoredLedger | undefined;
	}
}

function listIn(lists: Map<string, string[]>, hash: string): string[] {
	const known = lists.get(hash);
	if (known) return known;
	const made: string[] = [];
	lists.set(hash, made);
	return made;
}
