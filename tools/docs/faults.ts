import type { Cause } from '../../nodes/QuickRouter/queue/causes';
import { inMarkdown } from './markdown';

/** Something that can go wrong, in the words of docs/errors.md. */
interface Fault {
	/** What of the list of causes it is about; none where nothing was asked of QuickRouter. */
	causes: Cause[];
	happens: string;
	costs: string;
	does: string;
}

const FAULTS = {
	badInput: {
		causes: [],
		happens: 'A value outside its range, an empty prompt, a bad URL',
		costs: 'nothing',
		does: 'shows the field, the value, the range and the item, before anything is submitted',
	},
	keyOrBalance: {
		causes: [
			'unauthorized',
			'balanceUsedUp',
			'tokenUnusable',
			'accessRefused',
			'modelNotAllowed',
			'quotaLimited',
		],
		happens: 'QuickRouter does not accept the API key, or its balance or quota is used up',
		costs: 'nothing; what was submitted before may finish',
		does: 'submits nothing more in this run, or nothing more to that model. First tries again after a 401 if the key worked before, and after a 429 that names a quota',
	},
	notAccepted: {
		causes: [
			'endpointUnknown',
			'tooLarge',
			'redirected',
			'redirectedAfterwards',
			'notAccepted',
			'wordFilter',
			'firewall',
			'notSent',
			'inputLost',
		],
		happens:
			'QuickRouter does not accept the request: unknown endpoint (404), too large (413), a word filter, a firewall, a redirect',
		costs: 'nothing; after a redirect with 302 or 303 perhaps the image',
		does: 'fails the item; does not follow the redirect',
	},
	rateLimit: {
		causes: ['rateLimited'],
		happens: 'Too many requests (429)',
		costs: 'nothing',
		does: 'all requests of the run wait as long as QuickRouter asks (otherwise 1, 2, 4 … 15 seconds) and continue more slowly, until the timeout',
	},
	outOfReach: {
		causes: ['noChannel', 'unreached'],
		happens: 'QuickRouter has no provider for the model, or cannot be reached',
		costs: 'nothing',
		does: 'sends the request again after 1, 2, 4, 8 and 15 seconds: six tries in total',
	},
	unclearSubmit: {
		causes: ['noAnswer', 'unclearAnswer', 'earlierUnclear', 'idTaken', 'stoppedWhile'],
		happens:
			'No clear answer when the request is submitted: closed connection, timeout, server error, web page',
		costs: 'perhaps the image',
		does: 'does **not** send it again, not even in a retry unless **Resubmit If Unclear** is on: check your usage before you run it again',
	},
	unclearPoll: {
		causes: ['noClearPoll', 'pollRefused', 'pollRedirected', 'otherRequest'],
		happens:
			'An unclear answer while waiting: closed connection, timeout, server error, web page, incomplete answer',
		costs: 'nothing more',
		does: 'asks again until the timeout. After a minute and 20 unclear answers in a row, fails with the request ID; a retry or **Get Result** gets the result',
	},
	refused: {
		causes: ['refused', 'fileNotLoaded'],
		happens: 'The model refuses the request (422)',
		costs: 'what fal charges for it',
		does: "shows fal's reasons with the field names of the editor; a retry does not send it again, unless a file could not be loaded",
	},
	failed: {
		causes: ['failed'],
		happens: 'The request fails at fal',
		costs: "nothing, according to fal's rules",
		does: 'fails with the request ID; a retry submits it again',
	},
	relayError: {
		causes: ['relayError'],
		happens: 'While waiting, QuickRouter answers with an error of its own (4xx)',
		costs: 'perhaps the image',
		does: 'asks again for 10 seconds, then fails with the request ID; a retry asks for the result again without submitting again',
	},
	nothingThere: {
		causes: ['noFile', 'forgotten'],
		happens: 'The request finishes without a file, or QuickRouter no longer has it',
		costs: 'perhaps the image',
		does: 'asks once more, or for 10 seconds, then fails with the request ID',
	},
	timeout: {
		causes: ['timedOut'],
		happens: 'The request is not ready within the **Timeout**',
		costs: 'perhaps the image',
		does: 'cancels it and fails with the request ID; a retry gets the result, or submits it again if it was canceled',
	},
	notCanceled: {
		causes: ['notCanceled'],
		happens: '**Cancel** gets no confirmation',
		costs: 'perhaps the image',
		does: 'asks again twice where the answer was lost, then fails with the request ID',
	},
	notDownloaded: {
		causes: ['notDownloaded'],
		happens: 'A finished file cannot be downloaded (with **Download Files**)',
		costs: 'nothing more',
		does: 'tries three times, then fails with the URLs; a retry downloads it again',
	},
	stop: {
		causes: ['stoppedBefore', 'stopped', 'stoppedFinished'],
		happens: '**Stop**',
		costs: 'what has already run',
		does: "cancels what is running; the request IDs are in n8n's log",
	},
	account: {
		causes: ['accountLimited', 'accountUnread'],
		happens: 'The usage or the prices of the account cannot be read',
		costs: 'nothing',
		does: 'fails the item; other requests are not slowed down',
	},
} satisfies Record<string, Fault>;

/** What `test/faults.test.ts` has proofs of. */
export type FaultName = keyof typeof FAULTS;

/** The rows of docs/errors.md: written by `npm run docs`, and held against the node by a test. */
export const faults: Readonly<Record<FaultName, Fault>> = FAULTS;

/** The table in Markdown. */
export function faultTable(): string {
	const rows = Object.values(faults).map(({ happens, costs, does }) => [happens, costs, does]);
	return inMarkdown(['What happens', 'What it costs', 'What the node does'], rows);
}
