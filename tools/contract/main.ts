import { parseArgs } from 'node:util';

import Table from 'cli-table3';

import { parseObject } from '../../nodes/QuickRouter/relay/json';
import { OBSERVED_FILE, writeObserved, type Observed } from '../../emulator/observed';
import { runCommand } from '../../test/harness/command';
import { agrees, checkContract, type Finding } from './check';

const USAGE = `npm run contract -- --yes

Asks QuickRouter itself, with the key in QUICKROUTER_API_KEY, whether it does what the code
believes: how it answers while a request runs, when one is refused, unknown or canceled, and
what is in a result. What it answered is written as cases to emulator/observed.json, which
npm run emulator -- --pending observed reads.

It makes ONE picture, the smallest there is, which is charged. Besides it submits what the model
refuses, which fal does not charge; all else is free.

  --yes   spend that

QUICKROUTER_BASE_URL names another relay than https://api.quickrouter.ai.`;

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } });
	const apiKey = process.env.QUICKROUTER_API_KEY ?? '';
	if (!values.yes || apiKey === '') {
		console.log(USAGE);
		return 1;
	}
	const baseUrl = process.env.QUICKROUTER_BASE_URL ?? 'https://api.quickrouter.ai';
	const findings = await checkContract({ baseUrl: baseUrl.replace(/\/+$/, ''), apiKey });
	console.log(tableOf(findings));
	writeObserved(findings.map(observed));
	console.log(`What it answered: ${OBSERVED_FILE}`);
	return findings.every(agrees) ? 0 : 1;
}

function tableOf(findings: Finding[]): string {
	const table = new Table({
		head: ['asked', 'believed', 'seen', ''],
		style: { head: [], compact: true },
	});
	for (const finding of findings) {
		const { what, believed, seen } = finding;
		table.push([what, believed, seen, agrees(finding) ? 'agrees' : 'DIFFERS']);
	}
	return table.toString();
}

/** Headers that tell something of the answer, and nothing of the account. */
const TELLING = ['cf-mitigated', 'content-type', 'date', 'location', 'retry-after', 'server'];

function observed({ what, call, believed, seen, requestId, answer }: Finding): Observed {
	const { statusCode, headers = {}, text = '' } = answer ?? {};
	const told = requestId === undefined ? text : text.replaceAll(requestId, '$ID');
	return {
		name: what,
		known: 'observed',
		source: `QuickRouter, ${new Date().toISOString().slice(0, 10)}`,
		call,
		times: 1,
		status: statusCode,
		headers: Object.fromEntries(Object.entries(headers).filter(([name]) => TELLING.includes(name))),
		body: parseObject(told) ?? told,
		believed,
		outcome: seen,
	};
}

runCommand(main);
