/** How sparse polls become at most while many requests are left, and how dense for the last few. */
const SPARSEST = 1.4;
const DENSEST = 0.3;

/** How much of a run is still to be done. */
export class Load {
	private ended = 0;

	/**
	 * @param total how many requests the run has
	 * @param concurrency how many of them are in flight at most
	 */
	constructor(
		private readonly total: number,
		private readonly concurrency: number,
	) {}

	/** To be called when a request has ended, one way or another. */
	end(): void {
		this.ended++;
	}

	/**
	 * How sparse polls should be, 1 being as usual. While requests wait to be submitted, each that
	 * ends makes room for one. When none waits, the run is over when its last request is: as long as
	 * many are left, none of them is likely to be that, so that sparse polls delay nothing.
	 */
	get sparseness(): number {
		const left = this.total - this.ended;
		if (left > this.concurrency) return 1;
		return Math.min(SPARSEST, Math.max(DENSEST, left / Math.sqrt(this.total)));
	}
}
