import Table from 'cli-table3';

import type { Summary } from './summary';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What each contender came to in a scenario. */
export function scenarioTable(scenario: string, summaries: Summary[]): string {
	const head = ['time', 'over bound', 'lag p50', 'p95', 'polls', '429', 'CPU', 'memory'];
	const table = new Table({
		head: [scenario, ...head],
		colAligns: ['left', ...head.map(() => 'right' as const)],
		style: { head: [], compact: true },
	});
	for (const one of summaries) {
		table.push(
			one.error === undefined
				? [
						one.contender,
						`${one.totalS.toFixed(1)} s`,
						one.overBound.toFixed(3),
						percent(one.lagMedian),
						percent(one.lagP95),
						one.pollsPerRequest.toFixed(1),
						one.limitedSubmits.toFixed(0),
						`${one.cpuMsPerRequest.toFixed(1)} ms`,
						`${one.peakMemoryMb.toFixed(0)} MB`,
					]
				: [one.contender, { colSpan: head.length, content: `failed: ${one.error}` }],
		);
	}
	return table.toString();
}
