import type { AnswerCause, PollCause, Told } from '../relay/ends';
import type { ResultFile } from '../relay/result';

/** Why a request brought nothing: what an answer proves, or what happened besides. */
export type Cause =
	| AnswerCause
	/** An earlier try, or run, submitted it, and did not learn what came of it. */
	| 'earlierUnclear'
	/** Its answers are about another request of the run. */
	| 'otherRequest'
	/** Its id was given to another request of the run before. */
	| 'idTaken'
	/** It is finished, it says, but shows no file. */
	| 'noFile'
	| 'timedOut'
	/** It was given up: before it was submitted, while it was, after it was accepted, when it was finished. */
	| 'stoppedBefore'
	| 'stoppedWhile'
	| 'stopped'
	| 'stoppedFinished'
	/** A file of it could not be downloaded. */
	| 'notDownloaded'
	/** A file of the input item is gone. */
	| 'inputLost'
	/** It was asked to be canceled, and nobody said that it was. */
	| 'notCanceled'
	/** The account was asked for too often, or the answer tells nothing of it. */
	| 'accountLimited'
	| 'accountUnread';

/**
 * What a cause means for money:
 * - nothing: it is proven that nothing was queued, and nothing is charged
 * - notAccepted: it was not accepted; the relay may have tried elsewhere before
 * - refused: the model does not accept it as it is, and would refuse it again
 * - failed: fal failed it, which is not charged
 * - unclear: it may have been accepted and charged, and nobody can say
 * - queued: it was accepted, and may finish and be charged
 * - paid: it is finished
 */
type Money = 'nothing' | 'notAccepted' | 'refused' | 'failed' | 'unclear' | 'queued' | 'paid';

interface Meaning {
	money: Money;
	/** Submits again by itself, within the deadline: always, a few times, or after an accepted call. */
	again?: 'always' | 'sometimes' | 'ifKeyWorked' | 'once';
	/** What is not submitted any more in the run once it has ended a request. */
	denies?: 'all' | 'endpoint';
	/** What it tells of the rate of calls; missing where the call was let pass. */
	rate?: 'limited' | 'unclear';
	/**
	 * What it is to a poll: the end, which the words of fal are and what no other poll would change;
	 * the end if it lasts, since the relay can be late to know what it accepted, or refuse a key for a
	 * moment; a poll that went wrong; or nothing.
	 */
	poll?: 'ends' | 'endsIfItLasts' | 'wrong' | 'nothing';
}

type Meanings = {
	[One in Cause]: Meaning & (One extends PollCause ? Required<Pick<Meaning, 'poll'>> : unknown);
};

/**
 * What each cause means: for money, for a submit in the same try, for the rest of the run, for the
 * rate of calls, and to a poll. What a retry may do follows from the money, see `REMEMBERED` and
 * `maySubmitAgain`. docs/relay.md tells why.
 */
const MEANINGS: Meanings = {
	rateLimited: { money: 'nothing', again: 'always', rate: 'limited', poll: 'nothing' },
	quotaLimited: { money: 'nothing', again: 'once', denies: 'all', rate: 'limited' },
	accountLimited: { money: 'nothing' },
	accountUnread: { money: 'nothing' },
	noChannel: { money: 'nothing', again: 'sometimes', denies: 'endpoint', rate: 'unclear' },
	unreached: { money: 'nothing', again: 'sometimes', rate: 'unclear' },
	unauthorized: { money: 'nothing', again: 'ifKeyWorked', denies: 'all' },
	balanceUsedUp: { money: 'nothing', denies: 'all' },
	tokenUnusable: { money: 'nothing', denies: 'all' },
	accessRefused: { money: 'nothing', denies: 'all' },
	modelNotAllowed: { money: 'nothing', denies: 'endpoint' },

	notSent: { money: 'notAccepted', poll: 'ends' },
	inputLost: { money: 'notAccepted' },
	stoppedBefore: { money: 'notAccepted' },
	notAccepted: { money: 'notAccepted' },
	endpointUnknown: { money: 'notAccepted' },
	firewall: { money: 'notAccepted' },
	redirected: { money: 'notAccepted' },
	tooLarge: { money: 'notAccepted' },
	wordFilter: { money: 'notAccepted' },

	refused: { money: 'refused', poll: 'ends' },
	failed: { money: 'failed', poll: 'ends' },
	fileNotLoaded: { money: 'failed', poll: 'ends' },

	earlierUnclear: { money: 'unclear' },
	forgotten: { money: 'unclear', poll: 'endsIfItLasts' },
	idTaken: { money: 'unclear' },
	noAnswer: { money: 'unclear', rate: 'unclear' },
	otherRequest: { money: 'unclear' },
	redirectedAfterwards: { money: 'unclear' },
	relayError: { money: 'unclear', poll: 'endsIfItLasts' },
	stoppedWhile: { money: 'unclear' },
	unclearAnswer: { money: 'unclear', rate: 'unclear' },

	noClearPoll: { money: 'queued', rate: 'unclear', poll: 'wrong' },
	noFile: { money: 'queued' },
	notCanceled: { money: 'queued' },
	pollRefused: { money: 'queued', poll: 'endsIfItLasts' },
	pollRedirected: { money: 'queued', poll: 'ends' },
	stopped: { money: 'queued' },
	timedOut: { money: 'queued' },

	notDownloaded: { money: 'paid' },
	stoppedFinished: { money: 'paid' },
};

/** What a further try must remember of a request that ended so: nothing, its entry, or the refusal. */
export const REMEMBERED: Record<Money, 'nothing' | 'request' | 'refusal'> = {
	nothing: 'nothing',
	notAccepted: 'nothing',
	refused: 'refusal',
	failed: 'nothing',
	unclear: 'request',
	queued: 'request',
	paid: 'request',
};

/** All causes, each once. */
export const causes = Object.keys(MEANINGS) as Cause[];

/** What a cause means, see `MEANINGS`. */
export function meaningOf(cause: Cause): Meaning {
	return MEANINGS[cause];
}

/** What is known of a request that brought nothing. Plain data; holds nothing secret. */
export interface Facts extends Told {
	/** Path of the endpoint, such as fal-ai/flux-1/dev; missing where only the id is known. */
	endpoint?: string;
	/** Missing where the relay never named one. */
	requestId?: string;
	/** Its state when it was last seen, such as IN_QUEUE. */
	status?: string;
	/** How long it was to be waited for. */
	timeoutMs?: number;
	/** How many polls in a row have failed. */
	polls?: number;
	/** What it made, where that is known. */
	files?: ResultFile[];
	/** Another item, by index, that it was mixed up with, and the id that both were given. */
	otherItem?: number;
	sharedId?: string;
	/** Whether it was to be fetched by its id alone. */
	isFetched?: boolean;
	/** Whether the relay was asked to cancel it. */
	isCanceled?: boolean;
	/** Who gave it up. */
	stoppedBy?: 'user' | 'failure';
}

/** A request that brought nothing. Its words are in execution/. */
export class RequestError extends Error {
	constructor(
		override readonly cause: Cause,
		readonly facts: Facts,
	) {
		super(cause);
		this.name = 'RequestError';
	}

	/** What it means for money. */
	get money(): Money {
		return meaningOf(this.cause).money;
	}
}
