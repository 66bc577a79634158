import type { Clock } from '../../nodes/QuickRouter/pace/clock';
import { Relay, type Reply } from '../../nodes/QuickRouter/relay/relay';
import { done, handleOf, replyWith } from '../../test/harness/replies';

const LATENCY_MS = 5;

interface Job {
	submittedMs: number;
	startMs: number;
	doneMs: number;
	polls: number;
	/** When its end was seen. */
	seenMs?: number;
}

export interface SimulatedRelayOptions {
	clock: Clock;
	/** How long the next request runs. */
	runTimeMs: () => number;
	/** How many run at once. */
	capacity: number;
	/** How many submits are let pass in each second. */
	submitsPerSecond?: number;
}

/** A relay without a network, that runs requests in the order they come. */
export class SimulatedRelay {
	readonly jobs: Job[] = [];
	/** How many submits were refused for their rate. */
	limited = 0;
	private readonly freeMs: number[];
	private window = { second: -1, submits: 0 };

	readonly relay = new Relay(async ({ method, path }) => {
		await this.options.clock.sleep(LATENCY_MS);
		return method === 'POST' ? this.submit() : this.poll(Number(path.split('/').at(-1)));
	});

	constructor(private readonly options: SimulatedRelayOptions) {
		this.freeMs = Array.from({ length: Math.min(1_000, options.capacity) }, () => 0);
	}

	private submit(): Reply {
		const nowMs = this.options.clock.now();
		if (this.isLimited(nowMs)) {
			this.limited++;
			return replyWith(429, {}, { 'retry-after': '1' });
		}
		const waiting = this.jobs.filter(({ startMs }) => startMs > nowMs).length;
		const slot = this.freeMs.indexOf(Math.min(...this.freeMs));
		const startMs = Math.max(nowMs, this.freeMs[slot] ?? 0);
		const doneMs = startMs + this.options.runTimeMs();
		this.freeMs[slot] = doneMs;
		const id = this.jobs.push({ submittedMs: nowMs, startMs, doneMs, polls: 0 }) - 1;
		return handleOf(String(id), { queue_position: waiting });
	}

	/** A window of a second, as most limiters have it. */
	private isLimited(nowMs: number): boolean {
		const second = Math.floor(nowMs / 1_000);
		if (second !== this.window.second) this.window = { second, submits: 0 };
		return ++this.window.submits > (this.options.submitsPerSecond ?? Infinity);
	}

	private poll(id: number): Reply {
		const job = this.jobs[id];
		if (!job) return replyWith(404, {});
		job.polls++;
		const nowMs = this.options.clock.now();
		if (nowMs < job.doneMs) return replyWith(400, { detail: 'Request is still in progress' });
		job.seenMs ??= nowMs;
		return done;
	}
}
