import type { Strategy } from './strategy';

/** How much a process remembers; what was not used for longest is forgotten. */
const MOST_RELAYS = 8;
export const MOST_KINDS = 300;

/** Things by name, no more than so many: the least recently used goes. */
export class Bounded<Thing> {
	private readonly things = new Map<string, Thing>();

	constructor(private readonly most: number) {}

	/** The thing of this name; made where there is none. */
	of(name: string, make: () => Thing): Thing {
		const thing = this.things.get(name) ?? make();
		// A map keeps the order in which its entries came
		this.things.delete(name);
		this.things.set(name, thing);
		const [oldest] = this.things.keys();
		if (this.things.size > this.most && oldest !== undefined) this.things.delete(oldest);
		return thing;
	}

	/** From the one that was not used for longest. */
	get names(): string[] {
		return [...this.things.keys()];
	}

	clear(): void {
		this.things.clear();
	}
}

/** How long requests took, by kind. */
export type Memory = Bounded<Strategy>;

const relays = new Bounded<Memory>(MOST_RELAYS);

/** What this process remembers of a relay, over all executions: how long its requests took, by kind. */
export function memoryOf(relayUrl: string): Memory {
	return relays.of(relayUrl, () => new Bounded(MOST_KINDS));
}

/** Forgets all, as a new process would. For tests. */
export function forgetAll(): void {
	relays.clear();
}
