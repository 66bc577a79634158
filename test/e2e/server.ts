import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

import { until } from './until';

/** How long a server may take to end when it is asked to. */
const END_MS = 20_000;

/** A process that serves something on loopback. What it prints is kept, and shown when it fails. */
export class Server {
	/** All that it has printed. */
	output = '';

	private constructor(
		private readonly name: string,
		private readonly child: ChildProcess,
	) {
		const keep = (text: Buffer) => {
			this.output += text.toString();
		};
		child.stdout?.on('data', keep);
		child.stderr?.on('data', keep);
		child.once('error', (error) => {
			this.output += error.message;
		});
		// A script that breaks off leaves none behind
		const kill = () => child.kill('SIGKILL');
		process.once('exit', kill);
		child.once('exit', () => process.off('exit', kill));
	}

	/**
	 * Starts a program and waits until it serves.
	 *
	 * @param serves whether it does
	 * @throws {Error} with what it has printed, where it ends or never serves
	 */
	static async start(
		name: string,
		command: [string, ...string[]],
		serves: () => Promise<boolean>,
		options: SpawnOptions = {},
	): Promise<Server> {
		const [program, ...args] = command;
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		const server = new Server(name, child);
		try {
			await until(`${name} serves`, async () => server.hasEnded || (await serves()));
			if (server.hasEnded) throw new Error(`${name} has ended`);
			return server;
		} catch (error) {
			await server.end();
			throw new Error(`${name} did not start:\n${server.output.slice(-4_000)}`, { cause: error });
		}
	}

	get hasEnded(): boolean {
		return this.child.exitCode !== null || this.child.signalCode !== null;
	}

	/** Asks it to end, and ends it if it doesn't. */
	async end(): Promise<void> {
		if (this.hasEnded || this.child.pid === undefined) return;
		this.child.kill('SIGTERM');
		await until(`${this.name} ends`, () => this.hasEnded, END_MS).catch(async () => {
			await this.kill();
		});
	}

	/** Ends it at once, without giving it the time to do anything (kill -9). */
	async kill(): Promise<void> {
		this.child.kill('SIGKILL');
		await until(`${this.name} is killed`, () => this.hasEnded, END_MS);
	}
}

/**
 * A port on loopback that nobody listens on.
 *
 * @param wanted this one, or any by default
 * @throws {Error} where somebody listens on the one that is wanted
 */
export async function freePort(wanted = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(wanted, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => {
				resolve(port);
			});
		});
	});
}
