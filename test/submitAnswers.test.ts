import type { Misbehaviour } from '../emulator/faults';
import { relayError } from '../emulator/relay';
import { runNodes, useEmulator } from './harness/node';
import { hasty, INVALID_ADVICE, node, tooLow, UNCLEAR_ADVICE } from './harness/words';

const emulator = useEmulator();

describe('an answer to a submit that ends the request', () => {
	const cases: [name: string, does: Misbehaviour, message: string, advice: string][] = [
		[
			'bad key',
			{ status: 401, body: relayError('Invalid token (request id: 7)') },
			'QuickRouter does not accept the API key: Invalid token (request id: 7)',
			'Nothing was charged for this item. Check the API Key and the Base URL in the credential.',
		],
		[
			'empty balance',
			{ status: 403, body: relayError('user quota is not enough') },
			'Your QuickRouter balance or quota is used up: user quota is not enough',
			'Nothing was charged for this item. Top up your balance, or raise the quota of the API key, and retry.',
		],
		[
			'no such endpoint',
			{ status: 404, body: relayError('Invalid URL (POST /fal-ai/flux-1/dev)') },
			'QuickRouter has no endpoint fal-ai/flux-1/dev: Invalid URL (POST /fal-ai/flux-1/dev)',
			'Check the spelling of Endpoint, the Base URL in the credential, and whether your account can use this model.',
		],
		[
			'bad request in words of the relay',
			{ status: 400, body: relayError('prompt is too long') },
			'QuickRouter did not accept the request: prompt is too long',
			'Check what the message says, and try again.',
		],
		[
			'bad request in words of fal',
			{ status: 422, body: { detail: [tooLow] } },
			"The model did not accept the request: 'Inference Steps': Input should be greater than or equal to 1, but got 0",
			INVALID_ADVICE,
		],
		[
			'a body that is too large',
			{ status: 413, body: '<html>413 Request Entity Too Large</html>' },
			'The request is too large for QuickRouter (HTTP 413)',
			'It was not accepted. Use an image URL instead of the file, or a smaller file.',
		],
		[
			'a body that is too large, in words of the relay',
			{ status: 413, body: relayError('request body too large') },
			'The request is too large for QuickRouter (HTTP 413)',
			'It was not accepted. Use an image URL instead of the file, or a smaller file.',
		],
		[
			'server error of the relay',
			{ status: 500, body: relayError('do request failed') },
			'QuickRouter gave no clear answer to the request: do request failed (HTTP 500). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'web page',
			{ status: 200, body: '<!doctype html><title>Welcome</title>' },
			'QuickRouter gave no clear answer to the request: a web page instead of JSON (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'gateway error',
			{ status: 502, body: '<html>Bad Gateway</html>' },
			'QuickRouter gave no clear answer to the request: a web page instead of JSON (HTTP 502). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'server error in words of fal',
			{ status: 504, body: { detail: 'Timed out', error_type: 'request_timeout' } },
			'QuickRouter gave no clear answer to the request: Timed out (HTTP 504). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'JSON without a meaning',
			{ status: 200, body: {} },
			'QuickRouter gave no clear answer to the request: an answer in an unknown format (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'endless words',
			{ status: 400, body: relayError('x'.repeat(10_000)) },
			`QuickRouter did not accept the request: ${'x'.repeat(500)}…`,
			'Check what the message says, and try again.',
		],
		[
			'word by which n8n knows a stop',
			{ status: 400, body: relayError('Canceled by the runner') },
			'QuickRouter did not accept the request: cancelled by the runner',
			'Check what the message says, and try again.',
		],
		[
			'empty body',
			{ status: 200, body: '' },
			'QuickRouter gave no clear answer to the request (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'no JSON object',
			{ status: 200, body: '"accepted"' },
			'QuickRouter gave no clear answer to the request: an answer in an unknown format (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'handle without an id',
			{ status: 200, body: { status: 'IN_QUEUE' } },
			'QuickRouter gave no clear answer to the request: an answer in an unknown format (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'id that climbs out of its path',
			{ status: 200, body: { status: 'IN_QUEUE', request_id: '..' } },
			'QuickRouter gave no clear answer to the request: an answer in an unknown format (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'reset after sending',
			'reset',
			'QuickRouter did not answer the request: the connection was closed. It may have been accepted and charged',
			`${UNCLEAR_ADVICE} (ECONNRESET)`,
		],
		[
			'redirect',
			{ status: 307, headers: { location: 'https://example.com/elsewhere' } },
			'QuickRouter answered with a redirect (HTTP 307), which was not followed because the API key must not go to another host',
			'Check the Base URL in the credential: it should start with https:// and have the host that QuickRouter gave you.',
		],
	];

	test.each(cases)('%s', async (_name, does, message, advice) => {
		emulator().misbehave({ on: 'submit', does });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(error?.description).toBe(advice);
		expect(emulator().calls.all.map(({ verb }) => verb)).toEqual(['submit']);
	});

	test('none within the timeout', async () => {
		emulator().misbehave({ on: 'submit', does: 'hang' });
		const { error } = await runNodes(emulator(), hasty);
		expect(error?.message).toBe(
			'QuickRouter did not answer the request: no answer in time. It may have been accepted and charged [item 0]',
		);
		expect(emulator().calls.all).toHaveLength(1);
	});

	test('a rate limit that outlasts the timeout', async () => {
		emulator().misbehave({
			on: 'submit',
			does: { status: 429, headers: { 'retry-after': '60' }, body: relayError('slow down') },
		});
		const { error } = await runNodes(emulator(), hasty);
		expect(error?.message).toBe(
			'QuickRouter did not accept the request within the timeout because of its rate limit: slow down [item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was charged for this item. Lower Concurrency or increase Timeout.',
		);
		expect(emulator().calls.all).toHaveLength(1);
	});

	test('nobody listens at the base URL', async () => {
		const credential = { apiKey: emulator().key, baseUrl: 'http://127.0.0.1:1' };
		const { error } = await runNodes(emulator(), hasty, [{}], { credential });
		expect(error?.message).toBe(
			'QuickRouter could not be reached: the connection was refused [item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was charged for this item. Check the Base URL in the credential and the network, or try again later. (ECONNREFUSED)',
		);
	});
});

describe('an answer to a submit that proves that nothing was queued', () => {
	const cases: [string, Misbehaviour][] = [
		['rate limit', { status: 429, headers: { 'retry-after': '0' }, body: relayError('slow down') }],
		[
			'rate limit with a date',
			{ status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' } },
		],
		[
			'no channel',
			{ status: 503, body: relayError('No available channel for model fal-ai/flux-1/dev') },
		],
	];

	test.each(cases)('%s: it is sent again, and paid for once', async (_name, does) => {
		emulator().misbehave({ on: 'submit', does });
		const { json } = await runNodes(emulator(), node);
		expect(json).toHaveLength(1);
		expect(emulator().calls.of('submit')).toHaveLength(2);
		expect(emulator().queue.jobs.size).toBe(1);
	});
});

describe('an answer to a submit that names a request, however it says so', () => {
	const ofJob = (json: object): Misbehaviour => ({ status: 200, body: json });

	test.each([
		{ request_id: '7' },
		{ request_id: 7, status: 'SUBMITTED' },
		{ request_id: '7', status: 'COMPLETED' },
		{ request_id: '7', detail: 'Request is still in progress' },
	])('%j is followed', async (handle) => {
		emulator().misbehave({ on: 'submit', does: ofJob(handle) });
		const images = [
			'https://example.com/a.png',
			{ url: null },
			{ url: 'https://example.com/b.png' },
		];
		emulator().misbehave({
			on: 'result',
			does: ofJob({ images, has_nsfw_concepts: [false, false, true] }),
		});
		const { json } = await runNodes(emulator(), node);
		expect(json).toMatchObject([
			{ url: 'https://example.com/a.png', requestId: '7', nsfw: false },
			{ url: 'https://example.com/b.png', requestId: '7', nsfw: true },
		]);
		expect(emulator().calls.all.map(({ path }) => path)).toEqual([
			'/fal-ai/flux-1/dev',
			'/fal-ai/auto/requests/7',
		]);
	});
});
