import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const FILES = ['package.json', 'package-lock.json', '.npmrc'];

/** The folder outside of the checkout for what is to be kept. */
export function cacheFolder(): string {
	const cache = process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-quickrouter');
}

/**
 * Installs what a folder's lock file names, in a cache outside of the checkout: what is large, and
 * needed by few, stays out of everybody's installation. It is installed again when the lock file
 * changes. Gives the folder in the cache.
 *
 * @param finish is called with the folder when all packages are there, once
 */
export function installApart(
	lockFolder: string,
	name: string,
	finish: (folder: string) => void = () => undefined,
): string {
	const files = FILES.filter((file) => existsSync(path.join(lockFolder, file)));
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(path.join(lockFolder, file)));
	const folder = path.join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 12)}`);
	const installed = path.join(folder, 'installed');
	if (existsSync(installed)) return folder;

	const manifest = readFileSync(path.join(lockFolder, 'package.json'), 'utf8');
	const { description } = JSON.parse(manifest) as { description: string };
	console.log(`Installing into ${folder}: ${description}`);
	mkdirSync(folder, { recursive: true });
	for (const file of files) copyFileSync(path.join(lockFolder, file), path.join(folder, file));
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
	const { status } = spawnSync('npm', ['ci', ...flags], { cwd: folder, stdio: 'inherit' });
	if (status !== 0) throw new Error(`npm ci failed in ${folder}`);
	finish(folder);
	writeFileSync(installed, '');
	return folder;
}
