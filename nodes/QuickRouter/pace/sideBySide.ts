import { asError } from '../shared/asError';

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
	let hasFailed = false;
	const workInTurn = async () => {
		for (const thing of left) {
			if (hasFailed) return;
			await work(thing).catch((error: unknown) => {
				hasFailed = true;
				throw asError(error);
			});
		}
	};
	const workers = Array.from({ length: Math.min(atOnce, things.length) }, workInTurn);
	for (const end of await Promise.allSettled(workers)) {
		if (end.status === 'rejected') throw end.reason;
	}
}
