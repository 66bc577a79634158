import { parseArgs } from 'node:util';

import Table from 'cli-table3';

import { randomFrom } from '../../emulator/random';
import { newMemory, scenarios, type Figures, type Setting } from './scenarios';
import { nodeClient, type Client } from './simulate';
import { ORDERS } from './simulatedRelay';
import { former } from './strategies';

const USAGE = `npm run simulate -- [options]

  --only TEXT   only the scenarios whose name contains it
  --times N     N times as many runs (default 60)`;

/** Without a memory, each run is the first of a process. */
const clients: Record<string, (random: () => number) => Client> = {
	'as it was': former,
	now: (random) => ({ ...nodeClient(random), memory: newMemory() }),
};

/** What a relay may be like, from the one that is expected to others. */
const settings: Record<string, { of: string; setting: Setting }> = {
	'': { of: '', setting: {} },
	', 200 ms to connect': { of: '', setting: { connectMs: 200 } },
	', behind 50 of others': { of: 'at once over 10', setting: { others: 50 } },
	', no positions told': { of: 'at once over 10', setting: { tellsPosition: false } },
	', in any order': { of: 'at once over 10', setting: { order: ORDERS.any } },
	', the last first': { of: 'at once over 10', setting: { order: ORDERS.lastFirst } },
	', the last first, no positions told': {
		of: 'at once over 10',
		setting: { order: ORDERS.lastFirst, tellsPosition: false },
	},
};

/** Prints what each way of waiting gives, over all scenarios. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', default: '' },
			times: { type: 'string', default: '60' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const table = new Table({
		head: ['scenario', 'client', 'lag p50', 'p95', 'p95, s', 'polls', 'time / bound', 'to reach'],
		style: { head: [], compact: true },
	});
	for (const [relay, { of, setting }] of Object.entries(settings)) {
		for (const [name, { toReach, measure }] of Object.entries(scenarios)) {
			if (!name.includes(of) || !`${name}${relay}`.includes(values.only)) continue;
			for (const [client, make] of Object.entries(clients)) {
				const random = randomFrom(1);
				const figures = await measure(() => make(random), random, Number(values.times), setting);
				const isFirst = client === Object.keys(clients)[0];
				const shown = isFirst ? [`${name}${relay}`, client] : ['', client];
				table.push([...shown, ...told(figures), isFirst ? '' : toReach]);
			}
		}
	}
	console.log(table.toString());
}

function told({ lagP50, lagP95, lagP95Ms, polls, overBound }: Figures): string[] {
	return [
		`${(lagP50 * 100).toFixed(1)} %`,
		`${(lagP95 * 100).toFixed(1)} %`,
		(lagP95Ms / 1_000).toFixed(2),
		polls.toFixed(1),
		overBound.toFixed(3),
	];
}

void main();
