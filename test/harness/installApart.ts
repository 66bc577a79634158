import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const FILES = ['package.json', 'package-lock.json'];

/**
 * Installs what a folder's lock file names, in a cache outside of the checkout: what is large, and
 * needed by few, stays out of everybody's installation. It is installed again when the lock file
 * changes. Gives the folder in the cache.
 */
export function installApart(lockFolder: string, name: string): string {
	const hash = createHash('sha256');
	for (const file of FILES) hash.update(readFileSync(path.join(lockFolder, file)));
	const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
	const version = hash.digest('hex').slice(0, 12);
	const folder = path.join(cache, 'n8n-nodes-quickrouter', `${name}-${version}`);
	const installed = path.join(folder, 'installed');
	if (existsSync(installed)) return folder;

	const manifest = readFileSync(path.join(lockFolder, 'package.json'), 'utf8');
	const { description } = JSON.parse(manifest) as { description: string };
	console.log(`Installing into ${folder}: ${description}`);
	mkdirSync(folder, { recursive: true });
	for (const file of FILES) copyFileSync(path.join(lockFolder, file), path.join(folder, file));
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
	const { status } = spawnSync('npm', ['ci', ...flags], { cwd: folder, stdio: 'inherit' });
	if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
	writeFileSync(installed, '');
	return folder;
}
