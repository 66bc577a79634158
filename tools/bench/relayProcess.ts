import { Emulator } from '../../emulator/emulator';
import type { Job } from '../../emulator/job';
import { randomFrom } from '../../emulator/random';
import { runTimes } from '../simulate/runTimes';
import type { Scenario } from './scenarios';

/** Begins a relay for a scenario; `seed` decides the run times. */
export interface Begin {
	scenario: Scenario;
	seed: number;
}

/** What the relay saw of a contender. */
export interface Seen {
	/** Of each request in milliseconds: its own time, and the lag until its result was fetched. */
	requests: { tookMs: number; lagMs: number }[];
	submits: number;
	/** Submits that were refused for their rate. */
	limited: number;
	/** Calls that asked for a state or a result. */
	polls: number;
	/** Calls that nobody should make. */
	unexpected: string[];
}

/** The prompt of a request; its run time hangs on it alone, in whatever order the requests come. */
export function promptOf(index: number, seed: number): string {
	return `picture ${index} of run ${seed}`;
}

/** How long the request with this prompt runs, in milliseconds. */
export function runTimeOf(prompt: string, runTime: Scenario['runTime']): number {
	const [index = 0, seed = 0] = (prompt.match(/\d+/g) ?? []).map(Number);
	return runTimes[runTime](randomFrom(seed * 1_000_003 + index * 7_919));
}

/** All relays of a process have the same URL, by which a contender may know them. */
let port: number | undefined;
let emulator: Emulator | undefined;
let limited = 0;

async function begin({ scenario }: Begin): Promise<string> {
	const { capacity, runTime, fileBytes, submitsPerSecond = Infinity } = scenario;
	limited = 0;
	emulator = await Emulator.start({
		port,
		capacity: capacity ?? Infinity,
		fileBytes,
		runTimeMs: ({ body }: Job) => runTimeOf((body as { prompt: string }).prompt, runTime),
	});
	port = Number(new URL(emulator.url).port);
	let window = { second: 0, submits: 0 };
	emulator.misbehave({
		on: 'submit',
		times: Infinity,
		when: () => {
			const second = Math.floor(Date.now() / 1_000);
			if (window.second !== second) window = { second, submits: 0 };
			const isLimited = ++window.submits > submitsPerSecond;
			if (isLimited) limited++;
			return isLimited;
		},
		does: { status: 429, headers: { 'retry-after': '1' }, body: { error: { message: 'slow' } } },
	});
	return emulator.url;
}

async function end(): Promise<Seen> {
	if (!emulator) throw new Error('No relay has begun');
	const { calls, queue } = emulator;
	const results = calls.of('result');
	const seenMs = new Map<string, number>();
	for (const { path, atMs } of results) {
		const id = path.split('/').at(-1) ?? '';
		const doneMs = queue.jobs.get(id)?.completedAtMs ?? Infinity;
		if (atMs >= doneMs && !seenMs.has(id)) seenMs.set(id, atMs);
	}
	const requests = [...queue.jobs.values()].map((job) => {
		const doneMs = job.completedAtMs ?? NaN;
		const lagMs = (seenMs.get(job.requestId) ?? NaN) - doneMs;
		return { tookMs: doneMs - job.submittedAtMs, lagMs };
	});
	await emulator.close();
	return {
		requests,
		submits: calls.of('submit').length,
		limited,
		polls: results.length + calls.of('status').length,
		unexpected: calls.unexpected,
	};
}

if (process.send) {
	process.on('message', (message: Begin | 'end') => {
		const answering = message === 'end' ? end() : begin(message);
		void answering.then((answer) => process.send?.(answer));
	});
	process.on('disconnect', () => process.exit());
}
