import { EvenSchedule } from './evenSchedule';
import { Line } from './line';
import { Bounded, MOST_KINDS, type Memory } from './memory';
import { Schedule } from './schedule';
import type { Strategy } from './strategy';

/** How far a request is, where the relay tells. */
export interface QueueStatus {
	status?: string;
	/** How many requests are before it. */
	queuePosition?: number;
}

/** States of a request that waits. */
const QUEUED = new Set(['IN_QUEUE', 'QUEUED']);

export function isQueued({ status = '' }: QueueStatus): boolean {
	return QUEUED.has(status);
}

interface Parts {
	/** Gives numbers from 0 to 1. */
	random?: () => number;
	/** Makes the schedule of a kind. */
	make?: (typicalMs?: number) => Strategy;
	/** The schedules of requests that need not wait; those of the process, to learn for other executions. */
	memory?: Memory;
	makeLine?: () => Line;
}

/**
 * The schedules of a run, and the lines of its requests. Requests of a kind take alike from when they
 * run; those that wait, if they are about as far from the queue's head: in fours and eights rather than
 * one by one, so that each kind is soon known.
 */
export class Schedules {
	private readonly random: () => number;
	private readonly make: NonNullable<Parts['make']>;
	private readonly memory: Memory;
	private readonly makeLine: () => Line;
	private readonly queued = new Bounded<Strategy>(MOST_KINDS);
	private readonly lines = new Bounded<Line>(MOST_KINDS);

	constructor({ random = Math.random, make, memory, makeLine }: Parts = {}) {
		this.random = random;
		this.make = make ?? ((typicalMs) => new Schedule(typicalMs, random));
		this.memory = memory ?? new Bounded(MOST_KINDS);
		this.makeLine = makeLine ?? (() => new Line(random));
	}

	/**
	 * @param kind what it has in common with requests that take alike
	 * @param typicalMs how long the endpoint's model usually takes
	 */
	of(kind: string, { queuePosition }: QueueStatus, typicalMs?: number): Strategy {
		const distance = Math.floor(Math.log2((queuePosition ?? 0) + 1));
		const make = () => this.make(typicalMs);
		if (distance === 0) return this.memory.of(kind, make);
		return this.queued.of(`${kind} ${distance}`, make);
	}

	/** Of requests whose turn has come after they waited in line. */
	fromTurn(kind: string, typicalMs?: number): Strategy {
		return this.queued.of(`${kind} from turn`, () => new EvenSchedule(typicalMs, this.random));
	}

	/** The requests to an endpoint that are in flight: each endpoint has a queue of its own. */
	lineOf(endpoint: string): Line {
		return this.lines.of(endpoint, this.makeLine);
	}
}
