import { execFileSync, spawnSync, type SpawnOptions } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { fromDebian } from './debian';
import type { Endings } from './endings';
import { freePort, Server } from './server';

/** Starts PostgreSQL with the database and user `postgres`, who needs no password; gives its port. */
export async function startPostgreSql(endings: Endings): Promise<number> {
	const programs = fromDebian('postgresql');
	const folder = makeFolder('postgresql-', endings);
	const user = asPostgres(folder);
	const data = path.join(folder, 'data');
	execFileSync(`${programs}/initdb`, ['-D', data, '-U', 'postgres', '--auth=trust'], {
		...user,
		stdio: 'ignore',
	});
	const port = await freePort();
	const server = await Server.start(
		'PostgreSQL',
		[
			...([`${programs}/postgres`, '-D', data, '-p', String(port)] as const),
			...['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${folder}`],
			...['-c', 'fsync=off', '-c', 'max_connections=200'],
		],
		async () => {
			const { status } = spawnSync(`${programs}/pg_isready`, [
				'-h',
				'127.0.0.1',
				'-p',
				String(port),
			]);
			return await Promise.resolve(status === 0);
		},
		user,
	);
	endings.ends(server);
	return port;
}

/** Starts Redis, which keeps nothing on disk; gives its port. */
export async function startRedis(endings: Endings): Promise<number> {
	const folder = makeFolder('redis-', endings);
	const port = await freePort();
	const server = await Server.start(
		'Redis',
		[
			fromDebian('redis'),
			...['--port', String(port), '--bind', '127.0.0.1'],
			...['--dir', folder, '--save', '', '--appendonly', 'no'],
		],
		async () => await answers(port),
	);
	endings.ends(server);
	return port;
}

function makeFolder(prefix: string, endings: Endings): string {
	const folder = mkdtempSync(path.join(tmpdir(), prefix));
	endings.add(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	return folder;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package has made. */
function asPostgres(folder: string): Pick<SpawnOptions, 'uid' | 'gid'> {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	const [uid, gid] = [id('-u'), id('-g')];
	chownSync(folder, uid, gid);
	return { uid, gid };
}

async function answers(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => {
			resolve(false);
		});
	});
}
