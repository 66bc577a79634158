import type { Misbehaviour } from './emulator/faults';
import { quickRouter, runNodes, useEmulator } from './harness/node';

const emulator = useEmulator();
const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 30 } });
const hasty = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 1 } });

const UNCLEAR_ADVICE =
	'It was not sent again, so that it is not paid for twice. Look at your usage in QuickRouter before you run it again; if this happens every time, check the Base URL in the credential.';
const FAILED_ADVICE =
	'Run the item again. If it fails every time, change the prompt or the fields, or try another model.';
const INVALID_ADVICE = 'Change what is named in the message, and run the item again.';

const requestId = () => [...emulator().queue.jobs.keys()][0] ?? '';
const relayError = (message: string) => ({ error: { message, type: 'new_api_error', code: '' } });
const tooLow = {
	loc: ['body', 'num_inference_steps'],
	msg: 'Input should be greater than or equal to 1',
	type: 'greater_than_equal',
	url: 'https://docs.fal.ai/errors/#greater_than_equal',
	ctx: { ge: 1 },
	input: 0,
};

describe('an answer to a submit that ends the request', () => {
	const cases: [name: string, does: Misbehaviour, message: string, advice: string][] = [
		[
			'bad key',
			{ status: 401, body: relayError('Invalid token (request id: 7)') },
			'QuickRouter does not accept the API key: Invalid token (request id: 7)',
			'Check the API Key in the credential, and that it belongs to the Base URL there.',
		],
		[
			'empty balance',
			{ status: 403, body: relayError('user quota is not enough') },
			'QuickRouter refused access: user quota is not enough',
			'The balance may be used up, or the user, group or IP address may be blocked. Look into your QuickRouter account.',
		],
		[
			'no such endpoint',
			{ status: 404, body: relayError('Invalid URL (POST /fal-ai/flux-1/dev)') },
			'QuickRouter has no endpoint fal-ai/flux-1/dev: Invalid URL (POST /fal-ai/flux-1/dev)',
			'Nothing was charged. Check the Base URL in the credential, and whether your account offers this model.',
		],
		[
			'bad request in words of the relay',
			{ status: 400, body: relayError('prompt is too long') },
			'The request failed: prompt is too long',
			FAILED_ADVICE,
		],
		[
			'bad request in words of fal',
			{ status: 422, body: { detail: [tooLow] } },
			"The model did not accept the request: 'Inference Steps': Input should be greater than or equal to 1, but got 0",
			INVALID_ADVICE,
		],
		[
			'server error of the relay',
			{ status: 500, body: relayError('do request failed') },
			'QuickRouter gave no clear answer to a request: do request failed (HTTP 500). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'web page',
			{ status: 200, body: '<!doctype html><title>Welcome</title>' },
			'QuickRouter gave no clear answer to a request: a web page instead of JSON (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'gateway error',
			{ status: 502, body: '<html>Bad Gateway</html>' },
			'QuickRouter gave no clear answer to a request: a web page instead of JSON (HTTP 502). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'server error in words of fal',
			{ status: 504, body: { detail: 'Timed out', error_type: 'request_timeout' } },
			'QuickRouter gave no clear answer to a request: the model took too long (HTTP 504). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'JSON without a meaning',
			{ status: 200, body: {} },
			'QuickRouter gave no clear answer to a request: an answer that says neither how far the request is nor what it made (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'endless words',
			{ status: 400, body: relayError('x'.repeat(10_000)) },
			`The request failed: ${'x'.repeat(500)}…`,
			FAILED_ADVICE,
		],
		[
			'word by which n8n knows a stop',
			{ status: 400, body: relayError('Canceled by the runner') },
			'The request failed: cancelled by the runner',
			FAILED_ADVICE,
		],
		[
			'empty body',
			{ status: 200, body: '' },
			'QuickRouter gave no clear answer to a request: an empty answer (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'no JSON object',
			{ status: 200, body: '"accepted"' },
			'QuickRouter gave no clear answer to a request: an answer that is not a JSON object (HTTP 200). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'handle without an id',
			{ status: 200, body: { status: 'IN_QUEUE' } },
			'QuickRouter gave no clear answer to a request: an answer without a request ID. It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'id that climbs out of its path',
			{ status: 200, body: { status: 'IN_QUEUE', request_id: '..' } },
			'QuickRouter gave no clear answer to a request: an answer without a request ID. It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'reset after sending',
			'reset',
			'QuickRouter gave no clear answer to a request: the connection was closed (ECONNRESET). It may have been accepted and charged',
			UNCLEAR_ADVICE,
		],
		[
			'redirect',
			{ status: 307, headers: { location: 'https://example.com/elsewhere' } },
			'QuickRouter answered with a redirect (HTTP 307), which was not followed, because the API key must not go elsewhere',
			'Check the Base URL in the credential: https, and the host that QuickRouter gave you.',
		],
	];

	test.each(cases)('%s', async (_name, does, message, advice) => {
		emulator().misbehave({ on: 'submit', does });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(`${message} [Item 0]`);
		expect(error?.description).toBe(advice);
		expect(emulator().calls.all.map(({ verb }) => verb)).toEqual(['submit']);
	});

	test('none within the timeout', async () => {
		emulator().misbehave({ on: 'submit', does: 'hang' });
		const { error } = await runNodes(emulator(), hasty);
		expect(error?.message).toBe(
			'QuickRouter gave no clear answer to a request: no answer in time (ECONNABORTED). It may have been accepted and charged [Item 0]',
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
			'QuickRouter limits the rate of requests, and did not accept this one before the timeout [Item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was charged. Lower the Concurrency option, or raise the Timeout option.',
		);
		expect(emulator().calls.all).toHaveLength(1);
	});

	test('nobody listens at the base URL', async () => {
		const credential = { apiKey: emulator().key, baseUrl: 'http://127.0.0.1:1' };
		const { error } = await runNodes(emulator(), hasty, [{}], { credential });
		expect(error?.message).toBe(
			'QuickRouter could not take the request: the connection was refused (ECONNREFUSED) [Item 0]',
		);
		expect(error?.description).toBe(
			'Nothing was charged. Check the Base URL in the credential and the network, or try again later.',
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

describe('an answer to the result call that ends the request', () => {
	const cases: [name: string, does: Misbehaviour, message: string, advice: string][] = [
		[
			"fal's 422, entry by entry",
			{
				status: 422,
				body: {
					detail: [
						tooLow,
						{ loc: ['body', 'image_size', 'width'], msg: 'Field required', type: 'missing' },
						{ loc: ['body'], msg: 'Something else' },
						'And one more',
					],
				},
			},
			"The model did not accept the request: 'Inference Steps': Input should be greater than or equal to 1, but got 0; 'Image Size › width': it is missing; Something else; And one more",
			INVALID_ADVICE,
		],
		[
			'a job that failed, with an error type',
			{
				status: 200,
				body: { status: 'COMPLETED', error: 'Runner crashed', error_type: 'runner_disconnected' },
			},
			'The request failed: Runner crashed',
			FAILED_ADVICE,
		],
		[
			'a job that failed, by its status',
			{ status: 200, body: { status: 'failed', error: { message: 'Out of memory' } } },
			'The request failed: Out of memory',
			FAILED_ADVICE,
		],
		[
			'a job that was canceled elsewhere',
			{ status: 499, body: { detail: 'Cancelled by client', error_type: 'client_cancelled' } },
			'The request failed: the request was cancelled',
			FAILED_ADVICE,
		],
		[
			'a request error of fal with the code of a gateway',
			{ status: 504, body: { detail: 'Request timed out', error_type: 'request_timeout' } },
			'The request failed: the model took too long',
			FAILED_ADVICE,
		],
		[
			'a detail in words',
			{ status: 400, body: { detail: 'Invalid request' } },
			'The request failed: Invalid request',
			FAILED_ADVICE,
		],
		[
			'an error of the relay',
			{ status: 400, body: relayError('task failed upstream') },
			'The request failed: task failed upstream',
			FAILED_ADVICE,
		],
		[
			'a key that is not accepted any more',
			{ status: 401, body: relayError('Token expired') },
			'QuickRouter does not accept the API key: Token expired',
			'Check the API Key in the credential, and that it belongs to the Base URL there.',
		],
		[
			'a redirect',
			{ status: 302, headers: { location: 'http://127.0.0.1:1/' } },
			'QuickRouter answered with a redirect (HTTP 302), which was not followed, because the API key must not go elsewhere',
			'Check the Base URL in the credential: https, and the host that QuickRouter gave you.',
		],
	];

	test.each(cases)('%s', async (_name, does, message, advice) => {
		emulator().misbehave({ on: 'result', does });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(`${message} (request ${requestId()}) [Item 0]`);
		expect(error?.description).toBe(advice);
		expect(emulator().calls.all.map(({ verb }) => verb)).toEqual(['submit', 'result']);
	});

	test('"completed" without a file, and then with one, is no error', async () => {
		const body = { status: 'COMPLETED' };
		emulator().misbehave({ on: 'result', does: { status: 200, body } });
		expect((await runNodes(emulator(), node)).json).toHaveLength(1);
		expect(emulator().calls.of('result')).toHaveLength(2);
	});

	test('"completed" without a file, twice', async () => {
		const body = { status: 'COMPLETED' };
		emulator().misbehave({ on: 'result', times: 2, does: { status: 200, body } });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(
			`The request finished, but its answer holds no file (request ${requestId()}) [Item 0]`,
		);
		expect(emulator().calls.of('result')).toHaveLength(2);
	});
});

describe('an answer to the result call that says nothing yet', () => {
	const cases: [string, Misbehaviour][] = [
		['reset', 'reset'],
		['truncated', 'truncate'],
		['empty body', { status: 200, body: '' }],
		['web page', { status: 200, body: '<html></html>' }],
		['JSON that is no object', { status: 200, body: '[1, 2]' }],
		['gateway error', { status: 502, body: '<html>Bad Gateway</html>' }],
		['server error of the relay', { status: 500, body: relayError('try later') }],
		['rate limit', { status: 429, headers: { 'retry-after': '0' }, body: relayError('slow') }],
		['unknown for a moment', { status: 404, body: { detail: 'Request not found' } }],
		['empty list of images', { status: 200, body: { images: [] } }],
		['pending as PROCESSING', { status: 200, body: { status: 'PROCESSING' } }],
		['pending with an error code', { status: 500, body: { status: 'IN_PROGRESS' } }],
		[
			'still in progress with 200',
			{ status: 200, body: { detail: 'Request is still in progress' } },
		],
		[
			'still in progress with 202',
			{ status: 202, body: { detail: 'Request is still in progress' } },
		],
	];

	test.each(cases)('%s: it is asked again', async (_name, does) => {
		emulator().misbehave({ on: 'result', times: 2, does });
		const { json } = await runNodes(emulator(), node);
		expect(json).toMatchObject([{ requestId: requestId(), index: 0 }]);
		expect(emulator().calls.of('result')).toHaveLength(3);
		expect(emulator().calls.of('submit')).toHaveLength(1);
	});
});

describe('a request that does not finish within the timeout', () => {
	const slow = useEmulator({ runTimeMs: 60_000 });

	test('is an error that names it', async () => {
		const { error } = await runNodes(slow(), hasty);
		const [id = ''] = slow().queue.jobs.keys();
		expect(error?.message).toBe(
			`The request did not finish within 1 s; it is IN_PROGRESS (request ${id}) [Item 0]`,
		);
		expect(error?.description).toBe(
			'QuickRouter was asked to cancel it, but it may still finish and be charged. Raise the Timeout option, or let it go on: set the option On Timeout to Return Request.',
		);
	});

	test('is asked no longer, even when the relay does not answer at all', async () => {
		slow().misbehave({ on: 'result', times: 99, does: 'hang' });
		const { error } = await runNodes(slow(), hasty);
		const [id = ''] = slow().queue.jobs.keys();
		expect(error?.message).toBe(
			`The request did not finish within 1 s; the last answer was no answer in time (ECONNABORTED) (request ${id}) [Item 0]`,
		);
	});
});
