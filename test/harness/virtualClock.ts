import type { Clock } from '../../nodes/QuickRouter/queue/clock';

/** Time that passes at once, and that nobody stops. */
export class VirtualClock implements Clock {
	nowMs = 0;
	readonly stopped = undefined;

	now(): number {
		return this.nowMs;
	}

	async sleep(ms: number): Promise<void> {
		this.nowMs += ms;
		await Promise.resolve();
	}

	async untilStopped<Value>(work: Promise<Value>): Promise<Value> {
		return await work;
	}
}
