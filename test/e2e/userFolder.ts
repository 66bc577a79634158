import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const PACKAGE_NAME = 'n8n-nodes-quickrouter';

/** What n8n takes out of a package's package.json, so that npm installs none of it. */
const STRIPPED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/** A fresh folder for n8n's own files; it is n8n's N8N_USER_FOLDER. */
export function createUserFolder(): string {
	return mkdtempSync(path.join(tmpdir(), 'n8n-user-'));
}

/** Where n8n keeps community packages. */
const nodesFolder = (userFolder: string) => path.join(userFolder, '.n8n', 'nodes');

/** Where the package is once it is installed. */
export function packageFolder(userFolder: string): string {
	return path.join(nodesFolder(userFolder), 'node_modules', PACKAGE_NAME);
}

/**
 * Installs the package as n8n's own installer does: packed, without its dev- and peerDependencies,
 * into .n8n/nodes. There is nothing else to install, since it has no dependencies.
 */
export function installPackage(userFolder: string): void {
	const nodes = nodesFolder(userFolder);
	const folder = packageFolder(userFolder);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const pack = ['pack', '--silent', '--pack-destination', nodes];
	const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { cwd: nodes });
	rmSync(path.join(nodes, tarball));

	const file = path.join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
	for (const key of STRIPPED) Reflect.deleteProperty(manifest, key);
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	const dependencies = { [PACKAGE_NAME]: manifest.version };
	writeFileSync(
		path.join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies }, null, 2),
	);
}
