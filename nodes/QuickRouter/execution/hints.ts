import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from './outcome';

/** What a finished run was like. */
interface RunSummary {
	outcomes: Outcome[];
	/** How long each request took, in milliseconds. */
	tookMs: number[];
	/** How often the relay has limited the rate. */
	limits: number;
}

/** The slowest is mentioned when it took this long, and so many times as long as the middle one. */
const SLOW_MS = 10_000;
const SLOW_TIMES = 5;
const FEWEST_FOR_A_MIDDLE = 5;

/** Sums up under the output what failed or was slow, if anything was. */
export function addRunHint(context: IExecuteFunctions, summary: RunSummary): void {
	const told = [failures(summary), limits(summary), slowness(summary)];
	const message = told.filter((sentence) => sentence !== '').join(' ');
	if (message !== '') context.addExecutionHints({ message, location: 'outputPane' });
}

function failures({ outcomes }: RunSummary): string {
	const failed = outcomes.flatMap((outcome, itemIndex) => ('error' in outcome ? [itemIndex] : []));
	if (failed.length === 0) return '';
	const first = `the first is item ${failed[0]}`;
	return `${failed.length} of ${outcomes.length} items failed (${first}).`;
}

function limits({ limits: count }: RunSummary): string {
	if (count === 0) return '';
	const times = count === 1 ? 'once' : `${count} times`;
	return `QuickRouter limited the rate of requests ${times}, which slowed the run down. Lower the Concurrency option if this happens often.`;
}

function slowness({ tookMs }: RunSummary): string {
	if (tookMs.length < FEWEST_FOR_A_MIDDLE) return '';
	const sorted = [...tookMs].sort((one, other) => one - other);
	const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
	const slowest = sorted.at(-1) ?? 0;
	if (slowest < SLOW_MS || slowest < SLOW_TIMES * middle) return '';
	return `The slowest request took ${seconds(slowest)}, half of them at most ${seconds(middle)}.`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
