import { z } from 'zod/v4';

import type { Result } from '../relay/result';
import type { Cause, Facts } from './causes';

/** What a request made; the relay's answer only where that cannot be had again, or is wanted. */
export type Made = Omit<Result, 'raw'> & Partial<Pick<Result, 'raw'>>;

/** A request that money may have been spent on. Plain data, since n8n stores it; nothing secret. */
export interface Entry {
	/** The run of the node that it was submitted in. */
	run: string;
	/** The item that it was submitted for. */
	item: number;
	endpoint: string;
	/** Hash of relay, endpoint and body: what was asked for. */
	bodyHash: string;
	/** Hash of what was written for it: the parameters with their expressions, and the item. */
	writtenHash?: string;
	/** Missing as long as it is not certain that the relay has accepted it. */
	requestId?: string;
	made?: Made;
	/** Why the model does not accept it as it is. */
	refused?: { cause: Cause; facts: Facts };
	/** Whether its item came out as a success. */
	isDelivered?: boolean;
	/** The call of a shared run that submitted it, or was told later that it cannot be had. */
	call?: string;
	/** Whether a call was told, other than the one that submitted it. */
	isTold?: boolean;
}

/** What n8n keeps of the node between the tries, and the runs, of an execution. */
export interface LedgerStore {
	ledger?: unknown;
}

/** A ledger as this version writes it. */
export interface StoredLedger {
	version: typeof VERSION;
	nextEntry: number;
	entries: Record<string, Entry>;
}

const VERSION = 1;

const entryType = z.looseObject({
	run: z.string(),
	item: z.number(),
	endpoint: z.string(),
	bodyHash: z.string(),
	writtenHash: z.string().optional(),
	requestId: z.string().optional(),
	made: z.looseObject({ files: z.array(z.looseObject({ url: z.string() })) }).optional(),
	refused: z.looseObject({ cause: z.string(), facts: z.looseObject({}) }).optional(),
	isDelivered: z.boolean().optional(),
	call: z.string().optional(),
	isTold: z.boolean().optional(),
});
const storedType = z.looseObject({
	nextEntry: z.int().min(0).catch(0),
	entries: z.record(z.string(), z.unknown()).catch({}),
});

/** A ledger without entries. */
export const emptyLedger = (): StoredLedger => ({ version: VERSION, nextEntry: 0, entries: {} });

/** Keeps what can be read of a ledger, whoever wrote it; in place, since others may be at work on it. */
export function adopt(store: LedgerStore): void {
	if (store.ledger === undefined) return;
	const read = storedType.safeParse(store.ledger);
	if (!read.success) {
		delete store.ledger;
		return;
	}
	const stored = store.ledger as StoredLedger;
	stored.version = VERSION;
	stored.nextEntry = Math.max(read.data.nextEntry, ...Object.keys(read.data.entries).map(nextTo));
	const whole = Object.entries(read.data.entries).filter(
		([, entry]) => entryType.safeParse(entry).success,
	);
	stored.entries = Object.fromEntries(whole) as Record<string, Entry>;
}

function nextTo(key: string): number {
	const number = Number(key);
	return Number.isSafeInteger(number) ? number + 1 : 0;
}
