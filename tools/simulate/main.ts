import Table from 'cli-table3';

import { randomFrom } from '../../emulator/random';
import { runTimes, type RunTimes } from './runTimes';
import { mean, quantile, simulate, type Scene } from './simulate';
import { strategies } from './strategies';

const RUNS = 10;

const scenes: [string, Omit<Scene, 'runTimeMs'>, RunTimes][] = [
	['1 typical', { requests: 1, concurrency: 10, capacity: 10 }, runTimes.typical],
	...Object.entries(runTimes).map(([name, times]): [string, Omit<Scene, 'runTimeMs'>, RunTimes] => [
		`100 ${name}, 10 at once`,
		{ requests: 100, concurrency: 10, capacity: 10 },
		times,
	]),
	[
		'1000 typical, 10 at once',
		{ requests: 1_000, concurrency: 10, capacity: 10 },
		runTimes.typical,
	],
	[
		'100 typical, all at once',
		{ requests: 100, concurrency: 100, capacity: 1_000 },
		runTimes.typical,
	],
	['100 typical, 20 over 10', { requests: 100, concurrency: 20, capacity: 10 }, runTimes.typical],
	['500 typical, 200 over 10', { requests: 500, concurrency: 200, capacity: 10 }, runTimes.typical],
];

/** Prints what each strategy of waiting gives, over all scenes. */
async function main(): Promise<void> {
	for (const [name, scene, times] of scenes) {
		const table = new Table({
			head: [name, 'time / bound', 'lag p50', 'lag p95', 'mean lag', 'polls'],
			colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
			style: { head: [] },
		});
		for (const [strategy, make] of Object.entries(strategies)) {
			const random = randomFrom(1);
			const outcomes = [];
			const runs = scene.requests === 1 ? 50 * RUNS : RUNS;
			for (let run = 0; run < runs; run++) {
				const drawn = { ...scene, runTimeMs: () => times(random) };
				outcomes.push(await simulate(drawn, () => make(random)));
			}
			const shares = outcomes.flatMap(({ lagShares }) => lagShares).sort((a, b) => a - b);
			const share = (part: number) => `${(quantile(shares, part) * 100).toFixed(1)} %`;
			table.push([
				strategy,
				mean(outcomes.map(({ overBound }) => overBound)).toFixed(3),
				share(0.5),
				share(0.95),
				`${mean(outcomes.map(({ meanLagMs }) => meanLagMs)).toFixed(0)} ms`,
				mean(outcomes.map(({ pollsPerRequest }) => pollsPerRequest)).toFixed(1),
			]);
		}
		console.log(table.toString());
	}
}

void main();
