import type { FastifyInstance } from 'fastify';

import { Calls } from './calls';
import { Faults, type Fault } from './faults';
import { createFiles } from './files';
import type { Job } from './job';
import { Queue, type RunTime } from './queue';
import { createRelay, type PendingShape } from './relay';

export interface EmulatorOptions {
	/** The bearer token that is accepted. */
	key?: string;
	/** Port of the relay on loopback; any free one by default. */
	port?: number;
	/** How many requests run at once (default 10; fal's accounts begin with 2, and may rise to 40). */
	capacity?: number;
	/** How long a request runs in milliseconds, or what decides it (default 20 ms). */
	runTimeMs?: number | RunTime;
	pending?: PendingShape;
	/** Gets each job that is over. */
	onEnd?: (job: Job) => void;
	/** How large each picture's file is at least. */
	fileBytes?: number;
	/** Decides seeds and run times (default 1). */
	seed?: number;
}

const HOST = '127.0.0.1';

/** A relay on loopback that speaks QuickRouter's contract, and can misbehave. */
export class Emulator {
	private constructor(
		readonly key: string,
		readonly url: string,
		readonly calls: Calls,
		readonly queue: Queue,
		private readonly faults: Faults,
		private readonly servers: FastifyInstance[],
	) {}

	static async start(options: EmulatorOptions = {}): Promise<Emulator> {
		const { key = 'emulator-key', port = 0, capacity = 10, runTimeMs = 20, seed = 1 } = options;
		const runTime = typeof runTimeMs === 'number' ? () => runTimeMs : runTimeMs;
		const queue = new Queue(capacity, runTime, seed, options.onEnd);
		const calls = new Calls();
		const faults = new Faults();
		const files = createFiles({ queue, calls, faults, fileBytes: options.fileBytes });
		const filesUrl = await files.listen({ host: HOST, port: 0 });
		const pending = options.pending ?? 'detail400';
		const relay = createRelay({ key, pending, queue, calls, faults, filesUrl });
		const url = await relay.listen({ host: HOST, port });
		return new Emulator(key, url, calls, queue, faults, [relay, files]);
	}

	/** Switches a fault on. */
	misbehave(fault: Fault): void {
		this.faults.add(fault);
	}

	/** Switches all faults off. */
	behave(): void {
		this.faults.clear();
	}

	async close(): Promise<void> {
		this.queue.close();
		await Promise.all(
			this.servers.map(async (server) => {
				await server.close();
			}),
		);
	}
}
