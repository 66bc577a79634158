/** At most so many reports in a run, however many requests it has. */
const REPORTS = 50;

/** Counts a run's requests, and tells how far it is at sensible intervals. */
export class Progress {
	private ready = 0;
	private readonly step: number;

	constructor(
		private readonly total: number,
		private readonly concurrency: number,
		private readonly report: (message: string) => void,
	) {
		this.step = Math.ceil(total / REPORTS);
		if (total > 0) this.tell();
	}

	/** To be called when a request has ended, one way or another. */
	ended(): void {
		this.ready++;
		if (this.ready % this.step === 0 || this.ready === this.total) this.tell();
	}

	private tell(): void {
		const running = Math.min(this.concurrency, this.total - this.ready);
		this.report(`${this.ready} of ${this.total} ready, ${running} running`);
	}
}
