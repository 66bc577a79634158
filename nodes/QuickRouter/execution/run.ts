import type { IExecuteFunctions } from 'n8n-workflow';

import { systemClock } from '../pace/clock';
import { Load } from '../pace/load';
import { memoryOf } from '../pace/memory';
import { Schedules } from '../pace/schedules';
import type { Ledger } from '../queue/ledger';
import { Queue } from '../queue/queue';
import { newRunState, type RunState } from '../queue/runState';
import { Relay } from '../relay/relay';
import type { Access } from './access';
import { AccountCalls } from './accountCalls';
import { Downloads } from './downloads';
import { logOf } from './log';
import { createSend } from './send';

/** What runs the items of a run. */
export interface Run {
	state: RunState;
	queue: Queue;
	account: AccountCalls;
	downloads: Downloads;
}

/** How large a run is, and what ends it. */
interface Extent {
	items: number;
	concurrency: number;
	/** Aborted when an item has ended the run. */
	failure: AbortSignal;
	/** Aborted when nothing of the run may listen to the execution any more. */
	runOver: AbortSignal;
}

/** Makes what a run shares, of n8n's context and of what was read before it. */
export function createRun(
	context: IExecuteFunctions,
	access: Access,
	ledger: Ledger,
	{ items, concurrency, failure, runOver }: Extent,
): Run {
	const execution = context.getExecutionCancelSignal();
	const clock = systemClock(execution, failure, runOver);
	const send = createSend(context, access);
	const state = newRunState(new Relay(send), clock, {
		load: new Load(items, concurrency),
		schedules: new Schedules({ memory: memoryOf(access.baseUrl) }),
	});
	const stop = AbortSignal.any([failure, ...(execution ? [execution] : [])]);
	return {
		state,
		queue: new Queue(state, ledger, access.baseUrl, logOf(context)),
		account: new AccountCalls(send),
		downloads: new Downloads(context, clock, stop, concurrency),
	};
}
