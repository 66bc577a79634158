import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { BARE, OURS } from './contenders/contender';
import { measure, measureRepeatedly } from './measure';
import type { Scenario } from './scenarios';
import { summarise } from './summary';
import type { Target } from './targets';

const ROOT = path.resolve(__dirname, '../..');
const PROCESSES = 15;

const short: Scenario = {
	name: 'short',
	requests: 0,
	runTime: 'short',
	concurrency: 100,
	capacity: null,
};

/** CPU time of requests in milliseconds, and their calls, once the code is compiled. */
async function cpuOf(contender: string, scenario: Scenario) {
	return summarise(await measureRepeatedly(contender, { ...scenario, warmUpRequests: 300 }));
}

/** What the node costs beyond the calls themselves, which one machine has made side by side. */
async function cpuOverBareLoop(): Promise<number> {
	const scenario: Scenario = { ...short, requests: 1_000, runTime: 'typical' };
	const costs = await Promise.all([OURS, BARE].map((name) => cpuOf(name, scenario)));
	const [ours = NaN, bare = NaN] = costs.map((one) => one.cpuMsPerRequest / one.callsPerRequest);
	return ours / bare;
}

/** Memory in use at its peak, garbage apart: how much of that there is, is V8's choice. */
async function memoryMb(
	requests: number,
	contender: string = OURS,
	fileBytes?: number,
): Promise<number> {
	const scenario = { ...short, requests, concurrency: 10, fileBytes, warmUpRequests: 10 };
	const run = await measure(contender, scenario, { watchesMemory: true });
	return run.peakInUseBytes / 1e6;
}

/** What the node costs the machine. */
export async function costTargets(): Promise<Target[]> {
	// A hundred take half a second, in which anything else on the machine would be seen
	const hundred = await cpuOf(OURS, { ...short, requests: 100, repeats: 10 });
	const tenThousand = await cpuOf(OURS, { ...short, requests: 10_000 });
	return [
		{
			what: 'CPU per request at 10,000 over that at 100',
			value: tenThousand.cpuMsPerRequest / hundred.cpuMsPerRequest,
			atLeast: 1.2,
			aim: 1,
		},
		{
			what: 'CPU per call over a bare loop, 1,000 typical',
			value: await cpuOverBareLoop(),
			atLeast: 1.3,
			aim: 1.1,
		},
		{
			what: 'peak memory in use, 1,000 requests over 10, MB',
			value: (await memoryMb(1_000)) - (await memoryMb(10)),
			atLeast: 20,
			aim: 5,
		},
		{
			what: 'the same, 200 downloads of 4 MB over 10 of them, MB',
			value:
				(await memoryMb(200, `${OURS}, downloading`, 4_000_000)) -
				(await memoryMb(10, `${OURS}, downloading`, 4_000_000)),
			atLeast: 50,
			aim: 20,
		},
		{
			what: 'the same, 100 input files of 8 MB over 10 of them, 10 at once, MB',
			value:
				(await memoryMb(100, `${OURS}, sending files`)) -
				(await memoryMb(10, `${OURS}, sending files`)),
			atLeast: 100,
			aim: 50,
		},
		{
			what: 'loading the built node over loading n8n-workflow',
			value: loadTimeShare(),
			atLeast: 0.3,
			aim: 0.1,
		},
	];
}

/** How long loading the built node takes, as a share of n8n-workflow before; the median over new processes. */
function loadTimeShare(): number {
	const script = `
		const startMs = performance.now();
		require('n8n-workflow');
		const betweenMs = performance.now();
		require('./dist/nodes/QuickRouter/QuickRouter.node.js');
		console.log((performance.now() - betweenMs) / (betweenMs - startMs));`;
	const shares = Array.from({ length: PROCESSES }, () => {
		const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT });
		return Number(stdout.toString());
	}).sort((one, other) => one - other);
	return shares[Math.floor(PROCESSES / 2)] ?? NaN;
}
