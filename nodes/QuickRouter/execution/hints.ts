import type { IExecuteFunctions } from 'n8n-workflow';

import { differencesInWords, differencesOf, type Difference } from '../output/differences';
import type { Entry } from '../queue/storedLedger';
import type { ItemEnd, RequestEnd } from './item';
import type { PreparedItem } from './prepare';

/** The slowest is mentioned when it took this long, and so many times as long as the middle one. */
const SLOW_MS = 10_000;
const SLOW_TIMES = 5;
const FEWEST_FOR_A_MIDDLE = 5;
const MOST_LISTED = 10;

/** Sums up what a run was like, for a hint in the editor. */
export class RunSummary {
	private readonly tookMs: number[] = [];
	private unfinished = 0;
	private flagged = 0;
	private readonly otherBodies: number[] = [];
	private readonly differences = new Map<number, Difference[]>();

	/** To be called when a request has ended. */
	add({ itemIndex, request }: PreparedItem, end: RequestEnd, tookMs: number): void {
		this.tookMs.push(tookMs);
		if ('error' in end || 'account' in end) return;
		if (end.isOtherBody) this.otherBodies.push(itemIndex);
		if ('result' in end) {
			this.flagged += end.result.files.filter(({ nsfw }) => nsfw).length;
			if (end.asked) this.differences.set(itemIndex, differencesOf(end.asked, end.result));
		} else if (request.verb === 'submit' && request.waitForCompletion) this.unfinished++;
	}

	/**
	 * Says above the output what failed, is not finished, was flagged, is not what was asked for, or was
	 * limited or slow, if anything was.
	 *
	 * @param limits how often the relay has limited the rate
	 * @param unclaimed what earlier tries have paid for, and no item asked for
	 */
	tell(context: IExecuteFunctions, ends: ItemEnd[], limits: number, unclaimed: Entry[]): void {
		const told = [
			failuresIn(ends),
			this.notFinished(),
			this.earlierValues(),
			unclaimedIn(unclaimed),
			this.unsafe(),
			...differencesInWords(this.differences),
			limitsIn(limits),
			this.slowness(),
		];
		const message = told.filter((sentence) => sentence !== '').join(' ');
		if (message !== '') addHint(context, message);
	}

	private notFinished(): string {
		const { unfinished } = this;
		if (unfinished === 0) return '';
		return `${count(unfinished, 'request is', 'requests are')} not finished: get the result later with Get Result.`;
	}

	private earlierValues(): string {
		const { length } = this.otherBodies;
		if (length === 0) return '';
		const items = `${length === 1 ? 'Item' : 'Items'} ${listed(this.otherBodies)}`;
		return `${items}: an expression gave another value in this try. The result is the one already paid for, from the earlier value.`;
	}

	private unsafe(): string {
		const { flagged } = this;
		return flagged === 0
			? ''
			: `The safety checker flagged ${count(flagged, 'image', 'images')} (nsfw).`;
	}

	private slowness(): string {
		if (this.tookMs.length < FEWEST_FOR_A_MIDDLE) return '';
		const sorted = [...this.tookMs].sort((one, other) => one - other);
		const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
		const slowest = sorted.at(-1) ?? 0;
		if (slowest < SLOW_MS || slowest < SLOW_TIMES * middle) return '';
		return `The slowest request took ${seconds(slowest)}; half of the requests took at most ${seconds(middle)}.`;
	}
}

/** Shows a hint with the output. */
export function addHint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane' });
}

function failuresIn(ends: ItemEnd[]): string {
	const failed = ends.flatMap((end, itemIndex) => ('error' in end ? [itemIndex] : []));
	if (failed.length === 0) return '';
	return `${failed.length} of ${ends.length} items failed, first: item ${failed[0]} (counted from 0).`;
}

function unclaimedIn(entries: Entry[]): string {
	if (entries.length === 0) return '';
	const requests = count(entries.length, 'request', 'requests');
	const ids = entries.flatMap(({ requestId }) => requestId ?? []);
	return `An earlier try paid for ${requests} that no item asks for now: ${listed(ids)}. Use Get Result.`;
}

function listed(values: (string | number)[]): string {
	const more = values.length - MOST_LISTED;
	return `${values.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function limitsIn(limits: number): string {
	if (limits === 0) return '';
	const times = limits === 1 ? 'once' : `${limits} times`;
	return `QuickRouter limited the rate of requests ${times}, which slowed the run down. Lower the Concurrency option if this happens often.`;
}

function count(number: number, one: string, many: string): string {
	return `${number} ${number === 1 ? one : many}`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
