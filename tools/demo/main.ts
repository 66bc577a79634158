import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { Emulator } from '../../emulator/emulator';
import { typicalRunTime } from '../../emulator/queue';
import { runCommand } from '../../test/harness/command';
import { outputOf, runWorkflow, type WorkflowJson } from '../../test/harness/engine';
import { loadPackage } from '../../test/harness/package';
import { withItems } from '../../test/harness/workflow';
import { drawContactSheet } from './contactSheet';
import { writePage } from './page';
import { cleanFolder, savePictures } from './picture';
import { ProgressBars } from './progressBars';
import { printTable } from './table';

const ROOT = path.resolve(__dirname, '../..');
const WORKFLOW = 'examples/generate-edit-vary.json';
const STEPS = ['Generate', 'Edit', 'Vary'];

const USAGE = `npm run demo -- [options] [prompt ...]

Runs ${WORKFLOW} with the built node in n8n's engine, against the
emulator of QuickRouter, or against QuickRouter itself if QUICKROUTER_API_KEY is
set. Each prompt is generated and edited, and the first result is varied.

  --yes          spend money: needed with QUICKROUTER_API_KEY
  --output DIR   where the images are saved (default demo-output)

QUICKROUTER_BASE_URL sets a Base URL other than https://api.quickrouter.ai.`;

async function main(): Promise<number> {
	const { values, positionals: prompts } = parseArgs({
		allowPositionals: true,
		options: {
			yes: { type: 'boolean', default: false },
			output: { type: 'string', default: 'demo-output' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	const text = await readFile(path.join(ROOT, WORKFLOW), 'utf8');
	const written = JSON.parse(text) as WorkflowJson;
	const items = prompts.map((prompt) => ({ prompt }));
	const workflow = items.length > 0 ? withItems(written, items) : written;
	const count = promptsOf(workflow).length;

	const apiKey = process.env.QUICKROUTER_API_KEY;
	if (apiKey === undefined || apiKey === '') {
		const emulator = await Emulator.start({ runTimeMs: typicalRunTime, seed: Date.now() });
		console.log(
			`Running against the emulator of QuickRouter at ${emulator.url}. Nothing is charged.\nThe URLs below stop working when the demo ends; the images are saved.\n`,
		);
		try {
			return await run(workflow, { apiKey: emulator.key, baseUrl: emulator.url }, values.output);
		} finally {
			await emulator.close();
		}
	}
	const images = 2 * count + 1;
	console.log(
		`Running against QuickRouter itself, with your API key: ${images} images. Each image is charged.\n`,
	);
	if (!values.yes) {
		const again = prompts.map((prompt) => ` ${JSON.stringify(prompt)}`).join('');
		console.log(`Add --yes to spend the money: npm run demo -- --yes${again}`);
		return 1;
	}
	const baseUrl = process.env.QUICKROUTER_BASE_URL ?? 'https://api.quickrouter.ai';
	return await run(workflow, { apiKey, baseUrl }, values.output);
}

async function run(
	workflow: WorkflowJson,
	credential: { apiKey: string; baseUrl: string },
	output: string,
): Promise<number> {
	const folder = await cleanFolder(output);
	const bars = new ProgressBars(STEPS, promptsOf(workflow).length);
	const result = await runWorkflow(workflow, {
		package: loadPackage(ROOT),
		credential,
		onMessage: (nodeName, message) => {
			bars.update(nodeName, message);
		},
	});
	bars.stop();

	const made = STEPS.flatMap((step) =>
		(outputOf(result, step)[0] ?? []).map(({ json }) => ({ step, json })),
	);
	if (made.length > 0) {
		// The table comes first: the images are paid for, whatever happens to their downloads
		printTable(made);
		const pictures = await savePictures(folder, made);
		const sheet = await drawContactSheet(folder, STEPS, pictures);
		const page = await writePage(folder, STEPS, pictures);
		console.log(`\nImages         ${folder}\nContact sheet  ${sheet}\nPage to open   ${page}`);
	}
	const { error } = result.data.resultData;
	if (!error) return 0;
	console.error(`\n${error.message}\n${error.description ?? ''}`);
	return 1;
}

function promptsOf(workflow: WorkflowJson): unknown[] {
	return Object.values(workflow.pinData ?? {})[0] ?? [];
}

runCommand(main);
