import Table from 'cli-table3';

import { OURS } from './contenders/contender';
import type { Summary } from './summary';

/** A figure to reach. */
export interface Target {
	what: string;
	value: number;
	atLeast: number;
	aim: number;
	/** Whether more is better; otherwise less is. */
	more?: boolean;
}

/** The figures that come of the scenarios; those whose scenario was not run are left out. */
export function speedTargets(summaries: Summary[]): Target[] {
	const get = (scenario: string, contender = OURS) =>
		summaries.find((one) => one.scenario === scenario && one.contender === contender);
	const targets: Target[] = [];
	const add = (target: Target) => {
		if (!Number.isNaN(target.value)) targets.push(target);
	};
	const ratio = (scenario: string, contender: string, of: (summary: Summary) => number) => {
		const [theirs, ours] = [get(scenario, contender), get(scenario)];
		return theirs && ours ? of(theirs) / of(ours) : NaN;
	};
	const time = ({ totalS }: Summary) => totalS;
	const calls = ({ callsPerRequest }: Summary) => callsPerRequest;
	const faster = (scenario: string, contender: string, atLeast: number, aim: number) => {
		const value = ratio(scenario, contender, time);
		add({ what: `${scenario}: times faster than ${contender}`, value, atLeast, aim, more: true });
	};
	const fewer = (scenario: string, contender: string) => {
		const value = ratio(scenario, contender, calls);
		const what = `${scenario}: calls of ${contender} over ours`;
		add({ what, value, atLeast: 1, aim: 1.01, more: true });
	};

	const figures: [string, string, (summary: Summary) => number, number, number][] = [
		['time over bound', '100 typical', ({ overBound }) => overBound, 1.07, 1.06],
		[
			'time over bound',
			'100 typical, 20 at once over 10',
			({ overBound }) => overBound,
			1.05,
			1.02,
		],
		[
			'time over bound',
			'200 typical, 100 at once over 10',
			({ overBound }) => overBound,
			1.02,
			1.005,
		],
		[
			'polls per request',
			'200 typical, 100 at once over 10',
			({ pollsPerRequest }) => pollsPerRequest,
			8,
			6,
		],
		['lag p50, share of time', '1 steady, after twenty', ({ lagMedian }) => lagMedian, 0.08, 0.04],
		['polls', '1 steady, after twenty', ({ pollsPerRequest }) => pollsPerRequest, 6.5, 5.5],
		['lag p50, share of time', '100 typical', ({ lagMedian }) => lagMedian, 0.1, 0.07],
		['lag p95, share of time', '100 typical', ({ lagP95 }) => lagP95, 0.25, 0.2],
		['polls per request', '100 typical', ({ pollsPerRequest }) => pollsPerRequest, 9.5, 8.06],
	];
	for (const [what, scenario, figure, atLeast, aim] of figures) {
		const ours = get(scenario);
		add({ what: `${scenario}: ${what}`, value: ours ? figure(ours) : NaN, atLeast, aim });
	}
	faster('1 typical', 'HTTP Request + Wait + IF', 2, 2.3);
	faster('100 typical', 'HTTP Request + Wait + IF', 1.1, 1.3);
	faster('100 typical, 20 at once over 10', 'HTTP Request + Wait + IF', 1.1, 1.3);
	faster('20 typical', 'one by one, every 5 s', 8, 10);
	faster('1 typical', 'fal client, capped', 1, 1.01);
	fewer('1 typical', 'fal client, capped');
	faster('100 typical', 'fal client, capped', 1, 1.01);
	fewer('100 typical', 'fal client, capped');
	// With as many in flight
	const unlimited = '100 typical, all at once, no capacity limit';
	faster(unlimited, 'fal client, all at once', 1, 1.01);
	fewer(unlimited, 'fal client, all at once');
	faster(unlimited, 'HTTP Request + Wait + IF', 1.1, 1.3);
	return targets;
}

/** Each figure beside what is to be reached. */
export function targetTable(targets: Target[]): string {
	const head = ['measured', 'at least', 'aim', ''];
	const table = new Table({
		head: ['to reach', ...head],
		colAligns: ['left', 'right', 'right', 'right', 'left'],
		style: { head: [], compact: true },
	});
	for (const target of targets) {
		const { what, value, atLeast, aim } = target;
		table.push([what, value.toFixed(3), atLeast, aim, verdictOn(target)]);
	}
	return table.toString();
}

function verdictOn({ value, atLeast, aim, more = false }: Target): string {
	const reaches = (goal: number) => (more ? value >= goal : value <= goal);
	if (reaches(aim)) return 'aim reached';
	return reaches(atLeast) ? 'reached' : 'NOT REACHED';
}
