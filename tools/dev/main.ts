import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { typicalRunTime } from '../../emulator/queue';
import { DataTable } from '../../test/e2e/dataTable';
import { example, exampleNames, Playground, PROMPT_TABLE } from '../../test/e2e/playground';
import { OWNER } from '../../test/e2e/rest';
import { runCommand } from '../../test/harness/command';
import { cacheFolder } from '../../test/harness/installApart';

interface Gulp {
	watch: (
		files: string,
		options: { cwd: string; delay: number },
		task: (done: () => void) => void,
	) => unknown;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- It brings no types
const { watch } = require('gulp') as Gulp;

const ROOT = path.resolve(__dirname, '../..');
/** A build writes many files: n8n gets them together. */
const SETTLED_MS = 500;

const USAGE = `npm run dev -- [options]

n8n on this machine with the node as it is built, rebuilt whenever a source changes; the
emulator of the relay, a credential for it, and all examples. What you make there is kept.

  --port N        port of the editor (default 5678)
  --relay-port N  port of the emulator (default 8787)`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			'relay-port': { type: 'string', default: '8787' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const userFolder = path.join(cacheFolder(), 'dev');
	mkdirSync(userFolder, { recursive: true });
	console.log('Starting n8n (a minute the first time)');
	const playground = await Playground.start({
		userFolder,
		port: Number(values.port),
		env: { N8N_DEV_RELOAD: 'true' },
		emulator: { port: Number(values['relay-port']), runTimeMs: typicalRunTime, seed: Date.now() },
	});
	try {
		await fill(playground);
		copyBuild(playground);
		// It looks for new builds of what was there when it started
		await playground.startAgain();
	} catch (error) {
		await playground.end();
		throw error;
	}
	const builder = rebuild(playground);
	console.log(`
Editor    ${playground.n8n.url}
Sign in   ${OWNER.email}, password ${OWNER.password}
Emulator  ${playground.emulator.url} (nothing is charged)
Folder    ${userFolder} (delete it to begin afresh)

End it with Ctrl+C.`);
	const end = () => {
		builder.kill();
		void playground.end().then(() => process.exit());
	};
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

/** Stores what is not there yet: all examples, and the table of one of them. */
async function fill(playground: Playground): Promise<void> {
	const { rest } = playground.n8n;
	for (const workflow of exampleNames().map(example)) {
		if ((await rest.idOf('/workflows', workflow.name)) === undefined) {
			await playground.import(workflow);
		}
	}
	if (await DataTable.exists(rest, PROMPT_TABLE.name)) return;
	const prompts = ['a red kite', 'a green kite', 'a blue kite'].map((prompt) => ({ prompt }));
	await DataTable.create(rest, PROMPT_TABLE, prompts);
}

/** Puts the build where n8n has the package. */
function copyBuild({ packageFolder }: Playground): void {
	cpSync(path.join(ROOT, 'dist'), path.join(packageFolder, 'dist'), { recursive: true });
}

/** Builds on every change of a source, and gives n8n each build. */
function rebuild(playground: Playground) {
	watch('dist/**/*', { cwd: ROOT, delay: SETTLED_MS }, (done) => {
		copyBuild(playground);
		console.log('n8n has the new build: reload the page');
		done();
	});
	const gulp = path.join(ROOT, 'node_modules/gulp/bin/gulp.js');
	return spawn(process.execPath, [gulp, '--silent', 'watch'], { cwd: ROOT, stdio: 'inherit' });
}

runCommand(main);
