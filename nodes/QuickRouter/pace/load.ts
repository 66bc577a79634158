/** How sparse polls become at most while many requests are left, and how dense for the last few. */
const SPARSEST = 2.5;
const DENSEST = 0.3;
/** How sparse they are while requests wait to be submitted. */
const BATCH = 1.15;

/** How much of a run is still to be done. */
export class Load {
	private ended = 0;

	/**
	 * @param total how many requests the run has
	 * @param concurrency how many of them are in flight at most
	 */
	constructor(
		protected readonly total: number,
		protected readonly concurrency: number,
	) {}

	/** To be called when a request has ended, one way or another. */
	end(): void {
		this.ended++;
	}

	protected get left(): number {
		return this.total - this.ended;
	}

	/**
	 * How sparse polls should be, 1 being as usual. While requests wait to be submitted, each that
	 * ends makes room for one. When none waits, the run is over when its last request is: as long as
	 * many are left, none of them is likely to be that, so that sparse polls delay nothing.
	 */
	get sparseness(): number {
		const { left } = this;
		if (left > this.concurrency) return BATCH;
		return Math.min(SPARSEST, Math.max(DENSEST, left / Math.sqrt(this.total)));
	}
}
