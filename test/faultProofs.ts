import type { INodeParameters } from 'n8n-workflow';

import { RUNNER_CRASHED, type Fault } from '../emulator/faults';
import { relayError } from '../emulator/relay';
import type { FaultName } from '../tools/docs/faults';

/** A way to bring something about, and what comes of it. */
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

/** Proofs of each row of docs/errors.md. */
export const faultProofs: Record<FaultName, Proof[]> = {
	badInput: [
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
	keyOrBalance: [
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
	notAccepted: [
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
	rateLimit: [
		{
			faults: submit({ status: 429, headers: { 'retry-after': '0' }, body: relayError('slow') }),
			submits: 2,
		},
		{ faults: poll({ status: 429, headers: { 'retry-after': '0' } }), submits: 1 },
	],
	outOfReach: [
		{
			faults: submit({ status: 503, body: relayError('No available channel for model x') }),
			submits: 2,
		},
	],
	unclearSubmit: [
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
	unclearPoll: [
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
	refused: [{ faults: poll(refused), says: /'Prompt': too vague/, submits: 1, retried: 0 }],
	failed: [{ faults: poll(RUNNER_CRASHED), says: WITH_ID, submits: 1, retried: 1 }],
	relayError: [
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
	nothingThere: [
		{
			faults: poll({ status: 200, body: { status: 'COMPLETED' } }, 2),
			says: WITH_ID,
			submits: 1,
			retried: 0,
		},
	],
	timeout: [
		{
			faults: poll({ status: 202, body: { status: 'IN_PROGRESS' } }, 99),
			parameters: { options: { timeout: 2 } },
			says: /did not finish within 2 s.*\(request /,
			submits: 1,
			cancels: 1,
		},
	],
	notCanceled: [
		{
			faults: [{ on: 'cancel', times: 3, does: 'reset' }],
			parameters: { resource: 'request', operation: 'cancel', requestId: '7' },
			says: /did not cancel the request.*\(request 7\)/,
			submits: 0,
			cancels: 3,
		},
	],
	notDownloaded: [
		{
			faults: [{ on: 'file', does: { status: 500 }, times: 3 }],
			parameters: { options: { downloadFiles: true } },
			says: /download/,
			submits: 1,
			retried: 0,
		},
	],
	stop: [
		{
			faults: poll({ status: 202, body: { status: 'IN_PROGRESS' } }, 99),
			isStopped: true,
			says: /cancelled manually/,
			submits: 1,
			cancels: 1,
		},
	],
	account: [
		{
			faults: [{ on: 'usage', does: { status: 429, body: { success: false, message: 'wait' } } }],
			parameters: { resource: 'account', operation: 'getUsage' },
			says: /^QuickRouter limits how often the usage can be read: wait/,
			submits: 0,
		},
	],
};
