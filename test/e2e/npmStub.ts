import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
export const PACKAGE_NAME = 'n8n-nodes-quickrouter';

/** Folder of the npm that n8n's installer finds. */
export function npmStubFolder(userFolder: string): string {
	return path.join(userFolder, 'npm-with-package');
}

/**
 * Stands in for npm's registry: n8n's own installer calls npm, and finds one that knows the package
 * as it is built. All else that npm is asked for, npm itself does.
 */
export function createNpmStub(userFolder: string): void {
	const folder = npmStubFolder(userFolder);
	mkdirSync(folder, { recursive: true });
	const pack = ['pack', '--silent', '--pack-destination', folder];
	const tarball = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8' }).trim();
	const version = /-(\d.*)\.tgz$/.exec(tarball)?.[1] ?? '';
	const npm = execFileSync('which', ['npm'], { encoding: 'utf8' }).trim();
	const script = `#!/bin/sh
case "$1 $2" in
	"view ${PACKAGE_NAME}@"*) echo '"${version}"' ;;
	"pack ${PACKAGE_NAME}@"*) cp '${folder}/${tarball}' . && echo '${tarball}' ;;
	*) exec '${npm}' "$@" ;;
esac
`;
	writeFileSync(path.join(folder, 'npm'), script, { mode: 0o755 });
}
