import { execFileSync, type SpawnOptions } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { fromDebian } from './debian';
import { freePort, Server } from './server';

/** A server of data on loopback, with a folder of its own that goes when it ends. */
export interface Backend {
	port: number;
	end: () => Promise<void>;
}

/** PostgreSQL with the database and user `postgres`, who needs no password. */
export async function startPostgreSql(): Promise<Backend> {
	const programs = fromDebian('postgresql');
	const folder = mkdtempSync(path.join(tmpdir(), 'postgresql-'));
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
			const isReady = ['-h', '127.0.0.1', '-p', String(port), '-q'];
			execFileSync(`${programs}/pg_isready`, isReady);
			return await Promise.resolve(true);
		},
		user,
	);
	return { port, end: ending(server, folder) };
}

/** Redis, which keeps nothing on disk. */
export async function startRedis(): Promise<Backend> {
	const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
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
	return { port, end: ending(server, folder) };
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

function ending(server: Server, folder: string) {
	return async () => {
		await server.end();
		rmSync(folder, { recursive: true, force: true });
	};
}
