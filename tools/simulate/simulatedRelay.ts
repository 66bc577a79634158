import type { Clock } from '../../nodes/QuickRouter/pace/clock';
import { Relay, type Reply } from '../../nodes/QuickRouter/relay/relay';
import { done, handleOf, replyWith } from '../../test/harness/replies';

const LATENCY_MS = 5;

interface Job {
	submittedMs: number;
	runTimeMs: number;
	/** Infinity until it has begun. */
	doneMs: number;
	polls: number;
	/** When its end was seen. */
	seenMs?: number;
}

/** Which of the jobs that wait begins next; gets their number, gives an index. */
type Order = (waiting: number) => number;

/** Other orders than that in which they came. */
export const ORDERS = {
	any: (waiting) => ((waiting * 7_919 + 13) % 31) % waiting,
	lastFirst: (waiting) => waiting - 1,
} satisfies Record<string, Order>;

export interface SimulatedRelayOptions {
	clock: Clock;
	/** How long the next request runs. */
	runTimeMs: () => number;
	/** How many run at once. */
	capacity: number;
	/** How many submits are let pass in each second. */
	submitsPerSecond?: number;
	/** In the order they came, unless told otherwise. */
	order?: Order;
	/** Whether the answer to a submit says how many wait before it (it does by default). */
	tellsPosition?: boolean;
	/** How many requests of others it has when ours begin to come. */
	others?: number;
	/** What each call takes before it arrives: n8n opens a new connection for each. */
	connectMs?: number;
}

/** A relay without a network. */
export class SimulatedRelay {
	readonly jobs: Job[] = [];
	/** How many submits were refused for their rate. */
	limited = 0;
	private readonly waiting: Job[] = [];
	private readonly running = new Set<Job>();
	private window = { second: -1, submits: 0 };

	readonly relay = new Relay(async ({ method, path }) => {
		const { clock, connectMs = 0 } = this.options;
		await clock.sleep(LATENCY_MS + connectMs);
		this.workUntil(clock.now());
		return method === 'POST' ? this.submit() : this.poll(Number(path.split('/').at(-1)));
	});

	constructor(private readonly options: SimulatedRelayOptions) {
		for (let count = 0; count < (options.others ?? 0); count++) this.accept(0);
	}

	private submit(): Reply {
		const nowMs = this.options.clock.now();
		if (this.isLimited(nowMs)) {
			this.limited++;
			return replyWith(429, {}, { 'retry-after': '1' });
		}
		const position = this.waiting.length;
		const id = String(this.jobs.push(this.accept(nowMs)) - 1);
		const { tellsPosition = true } = this.options;
		return handleOf(id, tellsPosition ? { queue_position: position } : {});
	}

	private accept(nowMs: number): Job {
		const runTimeMs = this.options.runTimeMs();
		const job = { submittedMs: nowMs, runTimeMs, doneMs: Infinity, polls: 0 };
		this.waiting.push(job);
		this.beginNext(nowMs);
		return job;
	}

	/** Lets all that ends by then end, and others begin in its place. */
	private workUntil(nowMs: number): void {
		for (;;) {
			let first: Job | undefined;
			for (const job of this.running) if (job.doneMs < (first?.doneMs ?? Infinity)) first = job;
			if (!first || first.doneMs > nowMs) return;
			this.running.delete(first);
			this.beginNext(first.doneMs);
		}
	}

	private beginNext(atMs: number): void {
		const { capacity, order = () => 0 } = this.options;
		if (this.running.size >= capacity || this.waiting.length === 0) return;
		const [job] = this.waiting.splice(order(this.waiting.length), 1);
		if (!job) return;
		job.doneMs = atMs + job.runTimeMs;
		this.running.add(job);
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
