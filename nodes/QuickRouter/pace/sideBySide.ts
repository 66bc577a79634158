/**
 * Does work for each thing, at most `atOnce` at a time; the next begins the moment one ends. For
 * those that have not begun nothing is held, neither promise nor timer.
 */
export async function sideBySide<Thing>(
	things: readonly Thing[],
	atOnce: number,
	work: (thing: Thing) => Promise<void>,
): Promise<void> {
	const left = things.values();
	const workInTurn = async () => {
		for (const thing of left) await work(thing);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, workInTurn));
}
