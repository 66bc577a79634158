import type { INodeParameters } from 'n8n-workflow';

import type { Call } from '../../emulator/calls';
import type { Misbehaviour } from '../../emulator/faults';

/** How an answer is made of what the relay would have answered. */
type FromUsual = (usual: object, call: Call) => Misbehaviour;

/** What a user must get. */
export interface Outcome {
	/** Items delivered by a run of one item; an error where there is none. */
	items: number;
	/** Submits of that run. */
	submits: number;
	/** Whether the result is asked for; a number where it is asked for exactly so often. */
	polls: boolean | number;
	/** Whether the error names the request that was accepted. */
	namesRequest?: boolean;
	/** What stands in the error's message or its description. */
	says?: (string | RegExp)[];
	never?: RegExp[];
	/** What a Retry does when the relay is well again. */
	retry?: { submits: number; items: number };
	/** Submits of a run of three items, one after the other, that goes on after errors. */
	batchSubmits?: number;
	/** What else stands in the delivered item. */
	json?: object;
}

/** An answer of the family. */
export interface AnswerCase {
	name: string;
	/** Where it was seen, or why it is possible. */
	source: string;
	call: 'submit' | 'result';
	/** How often, before the relay answers as usual; for ever where it is missing. */
	times?: number;
	/** What is answered; or made of the usual answer, after the relay has done what it was asked for. */
	answer: Misbehaviour | FromUsual;
	/** The ID in it that is none of a request. */
	trace?: string;
	/** Of the node, besides the prompt. */
	parameters?: INodeParameters;
	outcome: Outcome;
}

const NOT_CHARGED = /nothing (was|is|will be) charged|not charged/i;
const MAY_BE_CHARGED = 'may have been accepted and charged';

const ended = { items: 0, submits: 1, polls: false, namesRequest: false } as const;
const submitsAgain = { submits: 1, items: 1 } as const;
const submitsNothing = { submits: 0, items: 0 } as const;

/** Accepted, and finished. */
export const DELIVERED: Outcome = { items: 1, submits: 1, polls: true };
/** Nothing was queued: sent again now. */
export const SENT_AGAIN: Outcome = { items: 1, submits: 2, polls: true };
/** Not accepted: it ends the item, and a Retry submits it. */
export const FREE: Outcome = {
	...ended,
	never: [/charge/i],
	retry: submitsAgain,
	batchSubmits: 3,
};
/** The account, or the key, is not accepted: nothing more is submitted in the run. */
export const DENIED: Outcome = { ...ended, retry: submitsAgain, batchSubmits: 1 };
/** It may have been accepted: never sent again by itself. */
export const UNCLEAR: Outcome = {
	...ended,
	says: [MAY_BE_CHARGED],
	never: [NOT_CHARGED],
	retry: submitsNothing,
	batchSubmits: 3,
};
/** The model does not accept it as it is: it is remembered by its body. */
export const REFUSED: Outcome = { ...ended, retry: submitsNothing, batchSubmits: 3 };
/** As above, by the answer to the first poll. */
export const REFUSED_ON_POLL: Outcome = {
	...ended,
	polls: 1,
	namesRequest: true,
	retry: submitsNothing,
};
/** The job has failed: it is over, and a Retry submits another. */
export const FAILED: Outcome = {
	...ended,
	polls: 1,
	namesRequest: true,
	retry: submitsAgain,
};
/** Not finished in time: its id stays, and a Retry fetches it. */
export const UNFINISHED: Outcome = {
	...ended,
	polls: true,
	namesRequest: true,
	retry: { submits: 0, items: 1 },
};

/** An end, and what the user reads. */
export function saying(end: Outcome, ...says: (string | RegExp)[]): Outcome {
	return { ...end, says: [...(end.says ?? []), ...says] };
}

/** A wait that is over soon. */
export const HASTY: INodeParameters = { options: { timeout: 1 } };
