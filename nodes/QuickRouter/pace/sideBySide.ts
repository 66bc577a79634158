/**
 * Does work for each thing, at most `atOnce` at a time; the next begins the moment one ends. For
 * those that have not begun nothing is held, neither promise nor timer.
 *
 * @throws what work threw first, once all that has begun has ended; nothing more is begun then
 */
export async function sideBySide<Thing>(
	things: readonly Thing[],
	atOnce: number,
	work: (thing: Thing) => Promise<void>,
): Promise<void> {
	const left = things.values();
	let failure: PromiseRejectedResult | undefined;
	const workInTurn = async () => {
		for (const thing of left) {
			const [end] = await Promise.allSettled([work(thing)]);
			if (end.status === 'rejected') failure ??= end;
			if (failure) return;
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, workInTurn));
	if (failure) throw failure.reason;
}
