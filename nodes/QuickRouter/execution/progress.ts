/** At most so many reports in a run, however many requests it has. */
const REPORTS = 50;

/** Counts a run's requests, and tells how far it is at sensible intervals. */
export class Progress {
	private running = 0;
	private ready = 0;
	private readonly step: number;

	constructor(
		private readonly total: number,
		private readonly report: (message: string) => void,
	) {
		this.step = Math.ceil(total / REPORTS);
	}

	started(): void {
		this.running++;
		if (this.running === 1 && this.ready === 0) this.tell();
	}

	ended(): void {
		this.running--;
		this.ready++;
		if (this.ready % this.step === 0 || this.ready === this.total) this.tell();
	}

	private tell(): void {
		this.report(`${this.ready} of ${this.total} ready, ${this.running} running`);
	}
}
