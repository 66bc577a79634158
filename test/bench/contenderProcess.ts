import '../harness/quiet';

import { bareLoop } from './contenders/bareLoop';
import { contenders } from './contenders';
import type { Work } from './contenders/contender';

/** Makes a contender work. */
export interface Start {
	/** Its name, or how often a bare loop looks at each request. */
	contender: string | { looks: number };
	work: Work;
	/** What is done before, so that its CPU time is that of code that is compiled. */
	warmUp?: Work;
}

/** What it cost the contender. */
export interface Cost {
	totalMs: number;
	cpuMs: number;
	/** The most memory that the process has held since it began. */
	peakMemoryBytes: number;
	/** Why it has failed. */
	error?: string;
}

async function work({ contender, work, warmUp }: Start): Promise<Cost> {
	const { run } =
		typeof contender === 'string'
			? await (contenders[contender]?.load() ?? Promise.reject(new Error(contender)))
			: bareLoop(contender.looks);
	if (warmUp) await run(warmUp);
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
		error,
	};
}

process.on('message', (message: Start) => {
	void work(message).then((cost) => process.send?.(cost));
});
process.on('disconnect', () => process.exit());
