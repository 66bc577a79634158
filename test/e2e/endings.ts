/** What has been started or made, and how each is ended or removed. */
export class Endings {
	private readonly all: (() => Promise<void> | void)[] = [];

	/** Remembers how something is ended; to be called the moment that it is there. */
	add(end: () => Promise<void> | void): void {
		this.all.push(end);
	}

	/** Remembers something that can end itself, and gives it back. */
	ends<Started extends { end: () => Promise<void> }>(started: Started): Started {
		this.add(async () => {
			await started.end();
		});
		return started;
	}

	/**
	 * Ends everything, the newest first, and each whether or not another can be ended.
	 *
	 * @throws the first error of an end
	 */
	async run(): Promise<void> {
		const errors: unknown[] = [];
		for (let end = this.all.pop(); end; end = this.all.pop()) {
			try {
				await end();
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) throw errors[0];
	}
}

/** Starts several things, and ends those that were started where one of them does not start. */
export async function startAll<Started>(
	start: (endings: Endings) => Promise<Started>,
): Promise<Started> {
	const endings = new Endings();
	try {
		return await start(endings);
	} catch (error) {
		await endings.run();
		throw error;
	}
}
