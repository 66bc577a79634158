import type { Clock } from '../../nodes/QuickRouter/pace/clock';

/** Time that passes as soon as everybody sleeps; nobody stops it. */
export class SimulatedClock implements Clock {
	readonly stopped = undefined;
	private nowMs = 0;
	/** Those who sleep, the first to wake at the end. */
	private readonly sleeping: { untilMs: number; wake: () => void }[] = [];

	now(): number {
		return this.nowMs;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			const untilMs = this.nowMs + ms;
			const place = this.sleeping.findLastIndex((other) => other.untilMs > untilMs) + 1;
			this.sleeping.splice(place, 0, { untilMs, wake });
		});
	}

	async untilStopped<Value>(work: Promise<Value>): Promise<Value> {
		return await work;
	}

	/** Lets time pass until nobody sleeps, and the work is done. */
	async passUntil<Value>(work: Promise<Value>): Promise<Value> {
		// It is awaited at the end only
		work.catch(() => undefined);
		// All that can go on without time passing does so before the next turn of the event loop
		const turn = async () => await new Promise((resolve) => setImmediate(resolve));
		await turn();
		for (let next = this.sleeping.pop(); next; next = this.sleeping.pop()) {
			this.nowMs = next.untilMs;
			next.wake();
			await turn();
		}
		return await work;
	}
}
