import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { sideBySide } from '../../nodes/QuickRouter/pace/sideBySide';
import { contenders } from './contenders';
import { costTargets } from './costs';
import { measureRepeatedly } from './measure';
import { plot } from './plot';
import { scenarios, type Scenario } from './scenarios';
import { summarise, type Summary } from './summary';
import { scenarioTable } from './table';
import { speedTargets, targetTable } from './targets';

const USAGE = `npm run bench -- [options]

  --only TEXT     only the scenarios whose name contains it; "costs" for CPU, memory and loading
  --requests N    only the scenarios with at most so many requests
  --output DIR    where results.json and benchmark.svg go (default docs/benchmark)`;

/** So many contenders at once: they wait most of the time, and the machine has few cores. */
const AT_ONCE = 6;

async function run(scenario: Scenario): Promise<Summary[]> {
	const { requests, warmUpRequests = 0 } = scenario;
	const names = Object.entries(contenders)
		.filter(([, { mostRequests }]) => requests + warmUpRequests <= mostRequests)
		.map(([name]) => name);
	const summaries = new Map<string, Summary>();
	await sideBySide(names, AT_ONCE, async (name) => {
		summaries.set(name, summarise(await measureRepeatedly(name, scenario)));
	});
	return names.flatMap((name) => summaries.get(name) ?? []);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', default: '' },
			requests: { type: 'string', default: 'Infinity' },
			output: { type: 'string', default: path.resolve(__dirname, '../../docs/benchmark') },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const chosen = scenarios.filter(
		({ name, requests }) => name.includes(values.only) && requests <= Number(values.requests),
	);
	const summaries: Summary[] = [];
	for (const scenario of chosen) {
		const ofScenario = await run(scenario);
		console.log(scenarioTable(scenario.name, ofScenario));
		summaries.push(...ofScenario);
	}
	const costs = 'costs'.includes(values.only) ? await costTargets() : [];
	const targets = [...speedTargets(summaries), ...costs];
	console.log(targetTable(targets));

	mkdirSync(values.output, { recursive: true });
	const results = { node: process.version, summaries, targets };
	const file = path.join(values.output, 'results.json');
	writeFileSync(file, `${JSON.stringify(results, null, '\t')}\n`);
	writeFileSync(path.join(values.output, 'benchmark.svg'), await plot(summaries));
	console.log(`Written: ${values.output}`);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
