import { mean, quantile } from '../simulate/simulate';
import type { Measured } from './measure';

/** A contender in a scenario, over all its runs. */
export interface Summary {
	scenario: string;
	contender: string;
	/** Why it failed; then there are no figures. */
	error?: string;
	totalS: number;
	/** Total time over the least in which the relay could be done. */
	overBound: number;
	/** From a request's end until its result was fetched, as a share of the request's time. */
	lagMedian: number;
	lagP95: number;
	pollsPerRequest: number;
	/** Submits, polls and results of a request. */
	callsPerRequest: number;
	limitedSubmits: number;
	cpuMsPerRequest: number;
	peakMemoryMb: number;
}

/** Sums up the runs of a contender in a scenario. */
export function summarise(runs: Measured[]): Summary {
	const [first] = runs;
	if (!first) throw new Error('There is nothing to sum up');
	const requests = runs.flatMap((run) => run.requests);
	const sum = (figure: (run: Measured) => number) => runs.map(figure).reduce((a, b) => a + b, 0);
	const shares = requests
		.map(({ lagMs, tookMs }) => lagMs / tookMs)
		.sort((one, other) => one - other);
	return {
		scenario: first.scenario,
		contender: first.contender,
		error: runs.find(({ error }) => error !== undefined)?.error ?? unexpectedIn(runs),
		totalS: mean(runs.map(({ totalMs }) => totalMs)) / 1_000,
		overBound: sum(({ totalMs }) => totalMs) / sum(({ boundMs }) => boundMs),
		lagMedian: quantile(shares, 0.5),
		lagP95: quantile(shares, 0.95),
		pollsPerRequest: sum(({ polls }) => polls) / requests.length,
		callsPerRequest: sum(({ polls, submits }) => polls + submits) / requests.length,
		limitedSubmits: sum(({ limited }) => limited) / runs.length,
		cpuMsPerRequest: sum(({ cpuMs }) => cpuMs) / requests.length,
		peakMemoryMb: Math.max(...runs.map(({ peakMemoryBytes }) => peakMemoryBytes)) / 1e6,
	};
}

function unexpectedIn(runs: Measured[]): string | undefined {
	const unexpected = runs.flatMap((run) => run.unexpected);
	return unexpected.length > 0 ? `unexpected calls: ${unexpected.join('; ')}` : undefined;
}
