import type { INodeParameters } from 'n8n-workflow';

import { RUNNER_CRASHED, type Fault } from '../../emulator/faults';
import { relayError } from '../../emulator/relay';
import type { Cause } from '../../nodes/QuickRouter/queue/causes';
import { inMarkdown } from './markdown';

/** A way to bring something about, and what comes of it; `test/faults.test.ts` checks whether it does. */
interface Proof {
	/** What the relay does wrong. */
	faults?: Fault[];
	/** The node's parameters besides the prompt. */
	parameters?: INodeParameters;
	/** Whether the user presses Stop once the request has been polled. */
	isStopped?: boolean;
	/** What the error's message says; missing where the run succeeds. */
	says?: RegExp;
	/** How often something was submitted: by the run, and by a retry of it. */
	submits: number;
	retried?: number;
	/** How often the relay was asked to cancel. */
	cancels?: number;
}

/** Something that can go wrong, in the words of docs/errors.md, with proofs of them. */
interface FaultRow {
	/** What of the list of causes it is about; none where nothing was asked of QuickRouter. */
	causes: Cause[];
	happens: string;
	costs: string;
	does: string;
	proofs: Proof[];
}

const SHORT = { options: { timeout: 3 } };
const WITH_ID = /\(request [0-9a-f-]{36}\)/;

const submit = (does: Fault['does'], times = 1): Fault[] => [{ on: 'submit', does, times }];
const poll = (does: Fault['does'], times = 1): Fault[] => [{ on: 'result', does, times }];
const page = { status: 200, body: '<html>Sign in</html>' };
const broken = { status: 500, body: relayError('try later') };
const refused = {
	status: 422,
	body: { detail: [{ loc: ['body', 'prompt'], msg: 'too vague', type: 'value_error' }] },
};

/** The table of docs/errors.md: written by `npm run docs`, and held against the node by a test. */
export const faultRows: FaultRow[] = [
	{
		causes: [],
		happens: 'A value outside its range, an empty prompt, a bad URL',
		costs: 'nothing',
		does: 'shows the field, the value, the range and the item, before anything is submitted',
		proofs: [
			{
				parameters: { numImages: 9 },
				says: /^'Number of Images' must be .* 1 to 4, but is 9 \[item 0\]$/,
				submits: 0,
			},
			{ parameters: { prompt: ' ' }, says: /^'Prompt' must .* \[item 0\]$/, submits: 0 },
			{
				parameters: { operation: 'fluxProKontext', imageUrl: 'x.png' },
				says: /^'Image URL' must be .* but is "x.png" \[item 0\]$/,
				submits: 0,
			},
		],
	},
	{
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
		proofs: [
			{
				faults: submit({ status: 403, body: relayError('user quota is not enough') }),
				says: /user quota is not enough/,
				submits: 1,
				retried: 1,
			},
			{
				faults: submit({ status: 401, body: relayError('Invalid token') }),
				says: /does not accept the API key: Invalid token/,
				submits: 1,
				retried: 1,
			},
		],
	},
	{
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
		proofs: [
			{
				faults: submit({ status: 404, body: relayError('Invalid URL') }),
				says: /has no endpoint fal-ai\/flux-1\/dev/,
				submits: 1,
				retried: 1,
			},
			{
				faults: submit({ status: 413, body: '<html>' }),
				says: /too large/,
				submits: 1,
				retried: 1,
			},
			{
				faults: submit({ status: 307, headers: { location: '/elsewhere' } }),
				says: /redirect/,
				submits: 1,
				retried: 1,
			},
			{
				faults: submit({ status: 303, headers: { location: '/elsewhere' } }),
				says: /redirect/,
				submits: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['rateLimited'],
		happens: 'Too many requests (429)',
		costs: 'nothing',
		does: 'all requests of the run wait as long as QuickRouter asks (otherwise 1, 2, 4 … 15 seconds) and continue more slowly, until the timeout',
		proofs: [
			{
				faults: submit({ status: 429, headers: { 'retry-after': '0' }, body: relayError('slow') }),
				submits: 2,
			},
			{ faults: poll({ status: 429, headers: { 'retry-after': '0' } }), submits: 1 },
		],
	},
	{
		causes: ['noChannel', 'unreached'],
		happens: 'QuickRouter has no provider for the model, or cannot be reached',
		costs: 'nothing',
		does: 'sends the request again after 1, 2, 4, 8 and 15 seconds: six tries in total',
		proofs: [
			{
				faults: submit({ status: 503, body: relayError('No available channel for model x') }),
				submits: 2,
			},
		],
	},
	{
		causes: ['noAnswer', 'unclearAnswer', 'earlierUnclear', 'idTaken', 'stoppedWhile'],
		happens:
			'No clear answer when the request is submitted: closed connection, timeout, server error, web page',
		costs: 'perhaps the image',
		does: 'does **not** send it again, not even in a retry unless **Resubmit If Unclear** is on: check your usage before you run it again',
		proofs: [
			{
				faults: submit('reset'),
				says: /may have been accepted and charged/,
				submits: 1,
				retried: 0,
			},
			{
				faults: submit(broken),
				says: /may have been accepted and charged/,
				submits: 1,
				retried: 0,
			},
			{ faults: submit(page), says: /may have been accepted and charged/, submits: 1, retried: 0 },
			{
				faults: submit('hang'),
				parameters: SHORT,
				says: /may have been accepted and charged/,
				submits: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['noClearPoll', 'pollRefused', 'pollRedirected', 'otherRequest'],
		happens:
			'An unclear answer while waiting: closed connection, timeout, server error, web page, incomplete answer',
		costs: 'nothing more',
		does: 'asks again until the timeout. After a minute and 20 unclear answers in a row, fails with the request ID; a retry or **Get Result** gets the result',
		proofs: [
			{ faults: poll('reset'), submits: 1 },
			{ faults: poll(broken), submits: 1 },
			{ faults: poll(page), submits: 1 },
			{ faults: poll('truncate'), submits: 1 },
			{ faults: poll('hang'), submits: 1 },
			{
				faults: poll(broken, 99),
				parameters: SHORT,
				says: WITH_ID,
				submits: 1,
				cancels: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['refused', 'fileNotLoaded'],
		happens: 'The model refuses the request (422)',
		costs: 'what fal charges for it',
		does: "shows fal's reasons with the field names of the editor; a retry does not send it again, unless a file could not be loaded",
		proofs: [{ faults: poll(refused), says: /'Prompt': too vague/, submits: 1, retried: 0 }],
	},
	{
		causes: ['failed'],
		happens: 'The request fails at fal',
		costs: "nothing, according to fal's rules",
		does: 'fails with the request ID; a retry submits it again',
		proofs: [{ faults: poll(RUNNER_CRASHED), says: WITH_ID, submits: 1, retried: 1 }],
	},
	{
		causes: ['relayError'],
		happens: 'While waiting, QuickRouter answers with an error of its own (4xx)',
		costs: 'perhaps the image',
		does: 'asks again for 10 seconds, then fails with the request ID; a retry asks for the result again without submitting again',
		proofs: [
			{
				faults: poll({ status: 400, body: relayError('bad gateway rule') }),
				submits: 1,
			},
			{
				faults: poll({ status: 400, body: relayError('bad gateway rule') }, 99),
				says: WITH_ID,
				submits: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['noFile', 'forgotten'],
		happens: 'The request finishes without a file, or QuickRouter no longer has it',
		costs: 'perhaps the image',
		does: 'asks once more, or for 10 seconds, then fails with the request ID',
		proofs: [
			{
				faults: poll({ status: 200, body: { status: 'COMPLETED' } }, 2),
				says: WITH_ID,
				submits: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['timedOut'],
		happens: 'The request is not ready within the **Timeout**',
		costs: 'perhaps the image',
		does: 'cancels it and fails with the request ID; a retry gets the result, or submits it again if it was canceled',
		proofs: [
			{
				faults: poll({ status: 202, body: { status: 'IN_PROGRESS' } }, 99),
				parameters: { options: { timeout: 2 } },
				says: /did not finish within 2 s.*\(request /,
				submits: 1,
				cancels: 1,
			},
		],
	},
	{
		causes: ['notCanceled'],
		happens: '**Cancel** gets no confirmation',
		costs: 'perhaps the image',
		does: 'asks again twice where the answer was lost, then fails with the request ID',
		proofs: [
			{
				faults: [{ on: 'cancel', times: 3, does: 'reset' }],
				parameters: { resource: 'request', operation: 'cancel', requestId: '7' },
				says: /did not cancel the request.*\(request 7\)/,
				submits: 0,
				cancels: 3,
			},
		],
	},
	{
		causes: ['notDownloaded'],
		happens: 'A finished file cannot be downloaded (with **Download Files**)',
		costs: 'nothing more',
		does: 'tries three times, then fails with the URLs; a retry downloads it again',
		proofs: [
			{
				faults: [{ on: 'file', does: { status: 500 }, times: 3 }],
				parameters: { options: { downloadFiles: true } },
				says: /download/,
				submits: 1,
				retried: 0,
			},
		],
	},
	{
		causes: ['stoppedBefore', 'stopped', 'stoppedFinished'],
		happens: '**Stop**',
		costs: 'what has already run',
		does: "cancels what is running; the request IDs are in n8n's log",
		proofs: [
			{
				faults: poll({ status: 202, body: { status: 'IN_PROGRESS' } }, 99),
				isStopped: true,
				says: /cancelled manually/,
				submits: 1,
				cancels: 1,
			},
		],
	},
	{
		causes: ['accountLimited', 'accountUnread'],
		happens: 'The usage or the prices of the account cannot be read',
		costs: 'nothing',
		does: 'fails the item; other requests are not slowed down',
		proofs: [
			{
				faults: [{ on: 'usage', does: { status: 429, body: { success: false, message: 'wait' } } }],
				parameters: { resource: 'account', operation: 'getUsage' },
				says: /^QuickRouter limits how often the usage can be read: wait/,
				submits: 0,
			},
		],
	},
];

/** The table in Markdown. */
export function faultTable(): string {
	const rows = faultRows.map(({ happens, costs, does }) => [happens, costs, does]);
	return inMarkdown(['What happens', 'What it costs', 'What the node does'], rows);
}
