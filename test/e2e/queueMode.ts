import { randomBytes } from 'node:crypto';

import type { Emulator, EmulatorOptions } from '../../emulator/emulator';
import { startPostgreSql, startRedis } from './backends';
import { startAll, type Endings } from './endings';
import { startWorker } from './n8n';
import { Playground } from './playground';
import type { Server } from './server';

interface QueueModeOptions {
	emulator?: EmulatorOptions;
	workers: number;
	/** Further variables of the environment of all of n8n's processes. */
	env?: Record<string, string>;
}

/** n8n's queue mode: a main process, workers, PostgreSQL and Redis, with the emulator of the relay. */
export class QueueMode {
	readonly workers: Server[] = [];

	private constructor(
		readonly playground: Playground,
		private readonly env: Record<string, string>,
		private readonly endings: Endings,
	) {}

	static async start({ emulator, workers, env: more }: QueueModeOptions): Promise<QueueMode> {
		return await startAll(async (endings) => {
			const env = {
				EXECUTIONS_MODE: 'queue',
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(await startRedis(endings)),
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(await startPostgreSql(endings)),
				DB_POSTGRESDB_DATABASE: 'postgres',
				DB_POSTGRESDB_USER: 'postgres',
				N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
				...more,
			};
			const playground = endings.ends(await Playground.start({ emulator, env }));
			const queueMode = new QueueMode(playground, env, endings);
			await queueMode.startWorkers(workers);
			return queueMode;
		});
	}

	get emulator(): Emulator {
		return this.playground.emulator;
	}

	/** Starts so many workers more. */
	async startWorkers(count: number): Promise<void> {
		for (let started = 0; started < count; started++) {
			this.workers.push(this.endings.ends(await startWorker(this.playground.userFolder, this.env)));
		}
	}

	/** Ends the worker that is at work on an execution as a crash does. */
	async killWorkerOf(executionId: string): Promise<void> {
		const started = `Worker started execution ${executionId} `;
		const worker = this.workers.find(({ output }) => output.includes(started));
		if (!worker) throw new Error(`No worker has started execution ${executionId}`);
		this.workers.splice(this.workers.indexOf(worker), 1);
		await worker.kill();
	}

	/** Ends every process of n8n as a power cut does. */
	async killAll(): Promise<void> {
		const all = [this.playground.n8n, ...this.workers.splice(0)];
		await Promise.all(
			all.map(async (server) => {
				await server.kill();
			}),
		);
	}

	/** Ends everything that it started. */
	async end(): Promise<void> {
		await this.endings.run();
	}
}
