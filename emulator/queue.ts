import { randomUUID } from 'node:crypto';

import { work, type Job } from './job';
import { modelOf } from './models';
import { randomFrom } from './random';

/** How long a job runs, in milliseconds, by what it is and a number from 0 to 1. */
export type RunTime = (job: Job, random: number) => number;

/** By how much a video is made faster than on fal, so that nobody waits minutes for a try. */
const VIDEO_HURRY = 20;

/**
 * Run times as they are seen on fal, with a thin tail to twice the longest. Videos, which take
 * minutes there, take seconds.
 */
export const typicalRunTime: RunTime = ({ endpoint }, random) => {
	const { typicalMs, makes } = modelOf(endpoint);
	const [shortest, longest] = typicalMs;
	const tail = random > 0.97 ? longest : 0;
	const runTimeMs = shortest + (longest - shortest) * random ** 2 + tail;
	return makes === 'video' ? runTimeMs / VIDEO_HURRY : runTimeMs;
};

/** Jobs in the order they came; as many run at once as there is capacity for. */
export class Queue {
	readonly jobs = new Map<string, Job>();
	private readonly waiting: Job[] = [];
	private readonly timers = new Set<NodeJS.Timeout>();
	private readonly random: () => number;
	private running = 0;
	private unfinished = 0;
	/** The most requests that were accepted and not finished at one time. */
	mostUnfinished = 0;

	constructor(
		private readonly capacity: number,
		private readonly runTime: RunTime,
		seed: number,
		/** Gets each job that is over. */
		private readonly onEnd: (job: Job) => void = () => undefined,
	) {
		this.random = randomFrom(seed);
	}

	submit(endpoint: string, body: unknown): Job {
		const job: Job = {
			requestId: randomUUID(),
			endpoint,
			body,
			seed: Math.floor(this.random() * 2 ** 32),
			state: 'IN_QUEUE',
			submittedAtMs: Date.now(),
			cancelled: false,
		};
		this.jobs.set(job.requestId, job);
		this.unfinished++;
		this.mostUnfinished = Math.max(this.mostUnfinished, this.unfinished);
		this.waiting.push(job);
		this.startNext();
		return job;
	}

	/** How many jobs are before this one; 0 where it is next, or running. */
	position(job: Job): number {
		return Math.max(0, this.waiting.indexOf(job));
	}

	/** Cancels a job that has not finished. */
	cancel(job: Job): 'CANCELLATION_REQUESTED' | 'ALREADY_COMPLETED' {
		if (job.state === 'COMPLETED') return 'ALREADY_COMPLETED';
		job.cancelled = true;
		const place = this.waiting.indexOf(job);
		if (place >= 0) {
			this.waiting.splice(place, 1);
			this.complete(job);
		}
		return 'CANCELLATION_REQUESTED';
	}

	close(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.waiting.length = 0;
	}

	private startNext(): void {
		while (this.running < this.capacity) {
			const job = this.waiting.shift();
			if (!job) return;
			this.running++;
			job.state = 'IN_PROGRESS';
			job.startedAtMs = Date.now();
			const timer = setTimeout(
				() => {
					this.timers.delete(timer);
					void this.finish(job);
				},
				this.runTime(job, this.random()),
			);
			this.timers.add(timer);
		}
	}

	private async finish(job: Job): Promise<void> {
		job.outcome = await work(job);
		this.running--;
		this.complete(job);
		this.startNext();
	}

	private complete(job: Job): void {
		this.unfinished--;
		job.state = 'COMPLETED';
		job.completedAtMs = Date.now();
		this.onEnd(job);
	}
}
