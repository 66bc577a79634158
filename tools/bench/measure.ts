import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { leastMs } from '../simulate/simulate';
import type { Cost, Start } from './contenderProcess';
import { promptOf, runTimeOf, type Begin, type Seen } from './relayProcess';
import type { Scenario } from './scenarios';

/** A contender in a scenario: one run of it. */
export interface Measured extends Cost, Seen {
	contender: string;
	scenario: string;
	/** Least time in which the relay itself could be done, with so many in flight. */
	boundMs: number;
}

interface Options {
	seed?: number;
	watchesMemory?: boolean;
}

/** Measures a contender in a scenario; relay and contender are processes of their own. */
export async function measure(
	contender: string,
	scenario: Scenario,
	{ seed = 1, watchesMemory }: Options = {},
): Promise<Measured> {
	const relay = start('relayProcess.ts');
	const worker = start('contenderProcess.ts');
	try {
		const workOn = async (count: number, run: number) => {
			const begin: Begin = { scenario, seed: run };
			const relayUrl = await ask<string>(relay, begin);
			const prompts = Array.from({ length: count }, (_, index) => promptOf(index, run));
			const { concurrency } = scenario;
			const message: Start = {
				contender,
				work: { relayUrl, apiKey: 'emulator-key', prompts, concurrency },
				watchesMemory,
			};
			const cost = await ask<Cost>(worker, message);
			return { cost, prompts, seen: await ask<Seen>(relay, 'end') };
		};
		const { requests, warmUpRequests = 0 } = scenario;
		if (warmUpRequests > 0) await workOn(warmUpRequests, 0);
		const { cost, prompts, seen } = await workOn(requests, seed);
		const runTimesMs = prompts.map((prompt) => runTimeOf(prompt, scenario.runTime));
		return {
			contender,
			scenario: scenario.name,
			boundMs: boundMs(runTimesMs, scenario),
			...cost,
			...seen,
		};
	} finally {
		relay.disconnect();
		worker.disconnect();
	}
}

/** Measures it as often as the scenario says, with other run times each time. */
export async function measureRepeatedly(
	contender: string,
	scenario: Scenario,
): Promise<Measured[]> {
	const runs = [];
	for (let seed = 1; seed <= (scenario.repeats ?? 1); seed++) {
		runs.push(await measure(contender, scenario, { seed }));
	}
	return runs;
}

/** The relay runs so many at once, and lets so many submits pass in a second. */
function boundMs(runTimesMs: number[], scenario: Scenario): number {
	const { concurrency, capacity, submitsPerSecond = Infinity } = scenario;
	const working = leastMs(runTimesMs, Math.min(concurrency, capacity ?? Infinity));
	const last = runTimesMs.length - 1;
	const submitting = 1_000 * Math.floor(last / submitsPerSecond) + (runTimesMs[last] ?? 0);
	return Math.max(working, submitting);
}

function start(file: string): ChildProcess {
	return fork(path.join(__dirname, file), {
		execArgv: ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx'],
	});
}

async function ask<Answer>(child: ChildProcess, message: object | string): Promise<Answer> {
	child.send(message);
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`A process of the benchmark ended with ${String(code)}`);
	});
	const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
	return answer;
}
