/** At most so many reports in a run, however many requests it has. */
const REPORTS = 50;

/** Counts a run's items, and tells how far it is at sensible intervals. */
export class Progress {
	private readonly step: number;

	/** @param ready how many are ready from the beginning, since they cannot be used */
	constructor(
		private readonly total: number,
		private ready: number,
		private readonly concurrency: number,
		private readonly report: (message: string) => void,
	) {
		this.step = Math.ceil(total / REPORTS);
		if (ready < total) this.tell();
	}

	/** To be called when an item is ready, one way or another. */
	ended(): void {
		this.ready++;
		if (this.ready % this.step === 0 || this.ready === this.total) this.tell();
	}

	private tell(): void {
		const running = Math.min(this.concurrency, this.total - this.ready);
		this.report(`${this.ready} of ${this.total} ready, ${running} running`);
	}
}
