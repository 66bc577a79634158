import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { installApart } from '../harness/installApart';

/** An installation of n8n, with the Node that it needs. */
export interface Installation {
	folder: string;
	/** Path of the Node that n8n runs on. */
	node: string;
	/** Path of n8n's script. */
	n8n: string;
	/** Version, such as 2.41.1. */
	version: string;
}

/**
 * Installs n8n and Node 24, in a cache outside of the checkout. Takes five minutes, once.
 *
 * @throws {Error} where npm fails
 */
export function installation(): Installation {
	const folder = installApart(__dirname, 'n8n', finish);
	const modules = path.join(folder, 'node_modules');
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- Its path is known now only
	const { version } = require(path.join(modules, 'n8n', 'package.json')) as { version: string };
	return {
		folder,
		node: path.join(modules, 'node', 'bin', 'node'),
		n8n: path.join(modules, 'n8n', 'bin', 'n8n'),
		version,
	};
}

/** Runs the two install scripts that are needed: one fetches Node, the other compiles SQLite for it. */
function finish(folder: string): void {
	rebuild(folder, 'node');
	console.log('Compiling sqlite3 (a minute)');
	rebuild(folder, 'sqlite3', { npm_config_nodedir: nodeHeaders(folder) });
}

function rebuild(folder: string, name: string, env: Record<string, string> = {}): void {
	const { status } = spawnSync('npm', ['rebuild', '--ignore-scripts=false', name], {
		cwd: folder,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
	if (status !== 0) throw new Error(`npm rebuild ${name} failed in ${folder}`);
}

/** The package for this system, whatever its name, brings Node's headers; others may lie beside it. */
function nodeHeaders(folder: string): string {
	const packages = path.join(folder, 'node_modules', 'node', 'node_modules');
	const hasHeaders = (name: string) => existsSync(path.join(packages, name, 'include', 'node'));
	const headers = readdirSync(packages).find(hasHeaders);
	if (headers === undefined) throw new Error(`No package in ${packages} has Node's headers`);
	return path.join(packages, headers);
}
