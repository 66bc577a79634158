import '../../test/harness/quiet';

import { contenders } from './contenders';
import type { Work } from './contenders/contender';

/** Makes a contender work. */
export interface Start {
	/** Its name. */
	contender: string;
	work: Work;
	/** Whether to look at what memory is in use; it costs CPU time. */
	watchesMemory?: boolean;
}

/** What it cost the contender. */
export interface Cost {
	totalMs: number;
	cpuMs: number;
	/** The most memory that the process has held since it began. */
	peakMemoryBytes: number;
	/** The most that was in use, after the collection of garbage; 0 where nobody watched. */
	peakInUseBytes: number;
	/** Why it has failed. */
	error?: string;
}

const WATCH_MS = 50;

async function work({ contender, work, watchesMemory = false }: Start): Promise<Cost> {
	const { run } = await (contenders[contender]?.load() ?? Promise.reject(new Error(contender)));
	const watch = watchesMemory ? new MemoryWatch() : undefined;
	const startMs = performance.now();
	const cpuBefore = process.cpuUsage();
	let error: string | undefined;
	try {
		const urls = await run(work);
		const missing = work.prompts.length - new Set(urls).size;
		if (missing > 0) error = `${missing} pictures are missing`;
	} catch (thrown) {
		error = thrown instanceof Error ? thrown.message : String(thrown);
	}
	const { user, system } = process.cpuUsage(cpuBefore);
	return {
		totalMs: performance.now() - startMs,
		cpuMs: (user + system) / 1_000,
		peakMemoryBytes: process.resourceUsage().maxRSS * 1_024,
		peakInUseBytes: watch?.end() ?? 0,
		error,
	};
}

/** Looks at the memory in use, again and again. */
class MemoryWatch {
	private peakBytes = 0;
	private readonly timer = setInterval(() => {
		this.look();
	}, WATCH_MS);

	end(): number {
		clearInterval(this.timer);
		this.look();
		return this.peakBytes;
	}

	private look(): void {
		global.gc?.();
		const { heapUsed, external } = process.memoryUsage();
		this.peakBytes = Math.max(this.peakBytes, heapUsed + external);
	}
}

process.on('message', (message: Start) => {
	void work(message).then((cost) => process.send?.(cost));
});
process.on('disconnect', () => process.exit());
