// Runs the tests on the engine of n8n's last 1.x line, installed apart, in a cache outside of the checkout.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const FILES = ['package.json', 'package-lock.json'];

const hash = createHash('sha256');
for (const file of FILES) hash.update(readFileSync(path.join(here, file)));
const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
const folder = path.join(cache, 'n8n-nodes-quickrouter', `n8n1-${hash.digest('hex').slice(0, 12)}`);
const installed = path.join(folder, 'installed');

if (!existsSync(installed)) {
	console.log(`Installing the engine of n8n 1.x into ${folder}`);
	mkdirSync(folder, { recursive: true });
	for (const file of FILES) copyFileSync(path.join(here, file), path.join(folder, file));
	run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
	writeFileSync(installed, '');
}
run('npx', ['jest', ...process.argv.slice(2)], root, { N8N_ENGINE: folder });

/** Runs a command to its end; ends this process with its exit code where it fails. */
function run(command, args, cwd, env = {}) {
	const options = { cwd, stdio: 'inherit', env: { ...process.env, ...env } };
	const { status } = spawnSync(command, args, options);
	if (status !== 0) process.exit(status ?? 1);
}
