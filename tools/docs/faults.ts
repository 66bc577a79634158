import type { INodeParameters } from 'n8n-workflow';

import { RUNNER_CRASHED, type Fault } from '../../emulator/faults';
import { relayError } from '../../emulator/relay';
import { inMarkdown } from './markdown';

/** A way to bring something about, and what comes of it; `test/readmeFaults.test.ts` checks whether it does. */
interface Proof {
	/** What the relay does wrong. */
	faults?: Fault[];
	/** The node's parameters besides the prompt. */
	parameters?: INodeParameters;
	/** Whether a person presses Stop once the request has been polled. */
	isStopped?: boolean;
	/** What the error's message says; missing where the run succeeds. */
	says?: RegExp;
	/** How often something was submitted: by the run, and by a retry of it. */
	submits: number;
	retried?: number;
	/** How often the relay was asked to cancel. */
	cancels?: number;
}

/** Something that can go wrong, in the README's words, with proofs of them. */
interface FaultRow {
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

/** The READMEs' table of faults: written by `npm run docs`, and held against the node by a test. */
export const faultRows: FaultRow[] = [
	{
		happens: 'A value outside its range, an empty prompt, a bad URL',
		costs: 'nothing',
		does: 'names field, value, range and item before anything is submitted',
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
		happens: 'The key is not accepted (401), the balance is used up (403)',
		costs: 'nothing; what was submitted before may finish',
		does: 'submits nothing more; with **Continue**, the remaining items come out with that error',
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
		happens:
			'The relay does not know the endpoint (404), finds the request too large (413), or redirects a submit',
		costs: 'nothing, but for a 302 or 303',
		does: 'ends the item; does not follow the redirect',
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
		happens: 'Too many requests (429)',
		costs: 'nothing',
		does: 'pauses all calls of the run for the time that the relay asks for, or 1, 2, 4 … 15 seconds, and goes on more slowly, until the timeout',
		proofs: [
			{
				faults: submit({ status: 429, headers: { 'retry-after': '0' }, body: relayError('slow') }),
				submits: 2,
			},
			{ faults: poll({ status: 429, headers: { 'retry-after': '0' } }), submits: 1 },
		],
	},
	{
		happens: 'No channel for the model, or the relay cannot be reached',
		costs: 'nothing',
		does: 'submits again after 1, 2, 4, 8 and 15 seconds: six tries in all',
		proofs: [
			{
				faults: submit({ status: 503, body: relayError('No available channel for model x') }),
				submits: 2,
			},
		],
	},
	{
		happens: 'No clear answer to a submit: closed connection, timeout, server error, a web page',
		costs: 'perhaps the image',
		does: 'does **not** submit again, nor does a retry, and says so: look at your usage before you run it again',
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
		happens:
			'An unclear answer while waiting: closed connection, timeout, server error, web page, half an answer',
		costs: 'nothing more',
		does: 'asks again until the timeout; after a minute and 20 unclear ones in a row ends with the request ID, for a retry or **Get Result** to fetch',
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
		happens: 'The model refuses the request (422)',
		costs: 'what fal charges for it',
		does: "tells fal's reasons, entry by entry, by the editor's names of fields; a retry does not send it again, unless it was a file that could not be fetched",
		proofs: [{ faults: poll(refused), says: /'Prompt': too vague/, submits: 1, retried: 0 }],
	},
	{
		happens: 'fal fails the request',
		costs: "nothing, by fal's rules",
		does: 'ends with the request ID; a retry submits again',
		proofs: [{ faults: poll(RUNNER_CRASHED), says: WITH_ID, submits: 1, retried: 1 }],
	},
	{
		happens: 'The relay answers a poll with an error of its own (4xx)',
		costs: 'perhaps the image',
		does: 'asks again for 10 seconds; then ends with the request ID, and a retry asks again without submitting again',
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
		happens: 'The request finishes without a file, or the relay does not know it any more',
		costs: 'perhaps the image',
		does: 'asks once more, or for 10 seconds; then ends with the request ID',
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
		happens: 'The request is not ready within the **Timeout**',
		costs: 'perhaps the image',
		does: 'asks the relay to cancel it, and ends with the request ID; a retry fetches it, or submits again what was canceled',
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
		happens: 'A finished picture cannot be downloaded (with **Download Files**)',
		costs: 'nothing more',
		does: 'tries three times; then ends with the URLs, and a retry downloads again',
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
		happens: '**Stop**',
		costs: 'what has already run',
		does: 'asks the relay to cancel what is in flight',
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
];

/** The table in Markdown. */
export function faultTable(): string {
	const rows = faultRows.map(({ happens, costs, does }) => [happens, costs, does]);
	return inMarkdown(['What happens', 'What it costs', 'What the node does'], rows);
}
