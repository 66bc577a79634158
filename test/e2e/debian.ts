import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const POSTGRESQL = '/usr/lib/postgresql';

/** Programs that come from Debian: where they are, and what brings them. */
const programs = {
	chromium: { package: 'chromium', find: () => existing('/usr/bin/chromium') },
	redis: { package: 'redis-server', find: () => existing('/usr/bin/redis-server') },
	/** The folder of all its programs. */
	postgresql: {
		package: 'postgresql',
		find: () =>
			(existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL) : [])
				.map((version) => `${POSTGRESQL}/${version}/bin`)
				.findLast((folder) => existsSync(`${folder}/initdb`)),
	},
};

/**
 * Path of a program, which is installed if it is missing.
 *
 * @throws {Error} where it cannot be installed; says what to install
 */
export function fromDebian(name: keyof typeof programs): string {
	const program = programs[name];
	const found = program.find();
	if (found !== undefined) return found;
	console.log(`Installing Debian's ${program.package} (a minute)`);
	aptGet('update');
	aptGet('install', '--yes', '--no-install-recommends', program.package);
	const installed = program.find();
	if (installed === undefined) {
		throw new Error(
			`${program.package} is missing. Install it: apt-get install ${program.package}`,
		);
	}
	return installed;
}

function aptGet(...args: string[]): void {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function existing(file: string): string | undefined {
	return existsSync(file) ? file : undefined;
}
