import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const PACKAGE_NAME = 'n8n-nodes-quickrouter';

/**
 * Stands in for npm's registry: n8n's own installer calls npm, and finds one that knows the package
 * as it is built. All else that npm is asked for, npm itself does.
 *
 * @param folder where the packed package and that npm go
 * @returns the folder to put first into n8n's PATH
 */
export function createNpm(folder: string): string {
	const bin = path.join(folder, 'npm-with-package');
	mkdirSync(bin, { recursive: true });
	const pack = ['pack', '--silent', '--pack-destination', bin];
	const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
	const version = /-(\d.*)\.tgz$/.exec(tarball)?.[1] ?? '';
	const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
	const script = `#!/bin/sh
case "$1 $2" in
	"view ${PACKAGE_NAME}@"*) echo '"${version}"' ;;
	"pack ${PACKAGE_NAME}@"*) cp '${bin}/${tarball}' . && echo '${tarball}' ;;
	*) exec '${npm}' "$@" ;;
esac
`;
	writeFileSync(path.join(bin, 'npm'), script, { mode: 0o755 });
	return bin;
}
