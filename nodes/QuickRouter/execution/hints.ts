import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from './outcome';
import type { PreparedItem } from './prepare';
import type { RequestEnd } from './runRequest';

/** The slowest is mentioned when it took this long, and so many times as long as the middle one. */
const SLOW_MS = 10_000;
const SLOW_TIMES = 5;
const FEWEST_FOR_A_MIDDLE = 5;

/** Sums up what a run was like, for a hint in the editor. */
export class RunSummary {
	private readonly tookMs: number[] = [];
	private unfinished = 0;
	private flagged = 0;

	/** To be called when a request has ended. */
	add({ request }: PreparedItem, end: RequestEnd, tookMs: number): void {
		this.tookMs.push(tookMs);
		if ('error' in end) return;
		if ('result' in end) this.flagged += end.result.files.filter(({ nsfw }) => nsfw).length;
		else if (request.kind === 'generate' && request.waitForCompletion) this.unfinished++;
	}

	/**
	 * Says above the output what failed, is not finished, was flagged, limited or slow, if anything was.
	 *
	 * @param limits how often the relay has limited the rate
	 */
	tell(context: IExecuteFunctions, outcomes: Outcome[], limits: number): void {
		const told = [
			failuresIn(outcomes),
			this.notFinished(),
			this.unsafe(),
			limitsIn(limits),
			this.slowness(),
		];
		const message = told.filter((sentence) => sentence !== '').join(' ');
		if (message !== '') addHint(context, message);
	}

	private notFinished(): string {
		const { unfinished } = this;
		if (unfinished === 0) return '';
		return `${count(unfinished, 'request is', 'requests are')} not finished: fetch the result later with Get Result.`;
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
		return `The slowest request took ${seconds(slowest)}, half of them at most ${seconds(middle)}.`;
	}
}

/** Shows a hint with the output. */
export function addHint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane' });
}

function failuresIn(outcomes: Outcome[]): string {
	const failed = outcomes.flatMap((outcome, itemIndex) => ('error' in outcome ? [itemIndex] : []));
	if (failed.length === 0) return '';
	const first = `the first is item ${failed[0]}`;
	return `${failed.length} of ${outcomes.length} items failed (${first}).`;
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
