import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Misbehaviour } from '../emulator/faults';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
/** Nothing that it runs ends during a test. */
const slow = useEmulator({ runTimeMs: 60_000 });
const get = (parameters: INodeParameters = {}) =>
	quickRouter('Get', {
		resource: 'request',
		operation: 'getResult',
		requestId: '={{ $json.requestId }}',
		...parameters,
	});
const cancel = quickRouter('Cancel', {
	resource: 'request',
	operation: 'cancel',
	requestId: '={{ $json.requestId }}',
});
const submitWithoutWaiting = async (count: number, relay = emulator()) => {
	const parameters = { prompt: '={{ $json.prompt }}', waitForCompletion: false };
	const items = Array.from({ length: count }, (_, index) => ({ prompt: `picture ${index}` }));
	return (await runNodes(relay, quickRouter('Node', parameters), items)).json;
};

describe('Get Result', () => {
	test('waits for requests of another execution, and gives what generating gives', async () => {
		const submitted = await submitWithoutWaiting(3);
		const { json, items } = await runNodes(emulator(), get(), submitted);
		expect(json.map(({ prompt, requestId, endpoint }) => [prompt, requestId, endpoint])).toEqual(
			submitted.map(({ requestId }, index) => [`picture ${index}`, requestId, null]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(emulator().calls.submits).toHaveLength(3);
	});

	test('asks once where that is asked for: a request still running is an answer', async () => {
		const submitted = await submitWithoutWaiting(1, slow());
		const { json } = await runNodes(slow(), get({ waitForCompletion: false }), submitted);
		expect(json).toEqual([
			{
				requestId: submitted[0]?.requestId,
				endpoint: null,
				status: 'IN_PROGRESS',
				queuePosition: null,
			},
		]);
		expect(slow().calls.of('result')).toHaveLength(1);
	});

	test('does not wait at all for one that is finished', async () => {
		const submitted = await submitWithoutWaiting(1);
		await runNodes(emulator(), get(), submitted);
		const before = emulator().calls.all.length;
		const parameters = { waitForCompletion: false, output: 'request' };
		const { json } = await runNodes(emulator(), get(parameters), submitted);
		expect(json).toMatchObject([{ index: 0, prompt: 'picture 0' }]);
		expect(emulator().calls.all).toHaveLength(before + 1);
	});

	test('tells at once that a request is unknown, and does not cancel one that is late', async () => {
		const { error } = await runNodes(emulator(), get({ requestId: 'no-such-request' }));
		expect(error?.message).toBe(
			'QuickRouter no longer has this request, or its ID is wrong (request no-such-request) [item 0]',
		);
		expect(emulator().calls.all).toHaveLength(1);

		emulator().misbehave({
			on: 'result',
			times: 99,
			does: { status: 200, body: { status: 'QUEUED' } },
		});
		const { error: late } = await runNodes(
			emulator(),
			get({ requestId: '7', options: { timeout: 1 } }),
		);
		expect(late?.message).toMatch(
			/did not finish within 1 s; it is still waiting in the queue \(QUEUED\) \(request 7\)/,
		);
		expect(late?.description).toBe(
			'It may still finish. Get its result later, or increase Timeout.',
		);
		expect(emulator().calls.of('cancel')).toEqual([]);
	});
});

describe('Cancel', () => {
	test('says what the relay says', async () => {
		const submitted = await submitWithoutWaiting(1, slow());
		const items = [...submitted, { requestId: 'unknown' }];
		const { json } = await runNodes(slow(), cancel, items);
		expect(json.map(({ status }) => status)).toEqual(['CANCELLATION_REQUESTED', 'NOT_FOUND']);

		const finished = await submitWithoutWaiting(1);
		await runNodes(emulator(), get(), finished);
		const { json: late } = await runNodes(emulator(), cancel, finished);
		expect(late).toEqual([
			{ ...finished[0], endpoint: null, status: 'ALREADY_COMPLETED', queuePosition: null },
		]);
	});

	const cases: [string, Misbehaviour, string][] = [
		['a mere success', { status: 200, body: { success: true } }, 'CANCELLATION_REQUESTED'],
		['an empty success', { status: 202, body: '' }, 'CANCELLATION_REQUESTED'],
		['another spelling', { status: 200, body: { status: 'CANCELED' } }, 'CANCELLATION_REQUESTED'],
		[
			'no such route',
			{ status: 404, body: { error: { message: 'Invalid URL' } } },
			'QuickRouter did not cancel the request: Invalid URL (request 7) [item 0]',
		],
		[
			'no answer',
			'reset',
			'QuickRouter did not cancel the request: the connection was closed (request 7) [item 0]',
		],
		[
			'a wrong key',
			{ status: 401, body: { error: { message: 'Invalid token' } } },
			'QuickRouter did not cancel the request: Invalid token (request 7) [item 0]',
		],
	];
	test('asks again where the answer was lost', async () => {
		emulator().misbehave({ on: 'cancel', does: 'reset' });
		const { json } = await runNodes(emulator(), cancel, [{ requestId: '7' }]);
		expect(json).toMatchObject([{ status: 'NOT_FOUND' }]);
		expect(emulator().calls.of('cancel')).toHaveLength(2);
	});

	test.each(cases)('reads %s', async (_name, does, told) => {
		emulator().misbehave({ on: 'cancel', times: 3, does });
		const { json, error } = await runNodes(emulator(), cancel, [{ requestId: '7' }]);
		expect(json[0]?.status ?? error?.message).toBe(told);
	});

	test.each<[object, object]>([
		[{ status: 'IN_PROGRESS', request_id: '7' }, { status: 'IN_PROGRESS' }],
		[{ images: [{ url: 'https://example.com/a.png' }] }, {}],
	])('tells of %j the status that QuickRouter tells', async (body, status) => {
		emulator().misbehave({ on: 'cancel', times: 3, does: { status: 200, body } });
		const node = { ...cancel, onError: 'continueRegularOutput' as const };
		const { json } = await runNodes(emulator(), node, [{ requestId: '7' }]);
		expect(json[0]?.error).toEqual({
			message: expect.stringContaining('QuickRouter did not cancel the request') as string,
			description: expect.any(String) as string,
			...{ requestId: '7', endpoint: null, statusCode: 200, ...status },
		});
	});
});

const bad = ['..', '.', 'a/b', 'a?b', 'a#b', 'a\\b', '%2e%2e', 'a b', 'http://evil.example/x'];

test.each(bad)('the request ID "%s" is refused before anything is sent', async (requestId) => {
	for (const node of [get(), cancel]) {
		const { error } = await runNodes(emulator(), node, [{ requestId }]);
		expect(error?.message).toMatch(
			/^'Request ID' must be a request ID, such as .*, but is .* \[item 0\]$/,
		);
	}
	expect(emulator().calls.all).toEqual([]);
});

describe('Run', () => {
	const run = (parameters: INodeParameters) =>
		quickRouter('Run', { resource: 'endpoint', operation: 'run', ...parameters });

	test.each([
		'{ "prompt": "a mill", "odd": [1, null] }',
		'={{ $json }}',
		'={{ JSON.stringify($json) }}',
	])('sends the body %s as it is, and gives what generating gives', async (body) => {
		const item = { prompt: 'a mill', odd: [1, null] };
		const node = run({ endpoint: ' /fal-ai/nano-banana ', body });
		const { json, context } = await runNodes(emulator(), node, [item]);
		expect(emulator().calls.submits).toEqual([{ endpoint: 'fal-ai/nano-banana', body: item }]);
		expect(json).toMatchObject([{ prompt: 'a mill', endpoint: 'fal-ai/nano-banana', index: 0 }]);
		expect(context).toEqual({});
	});

	test('finds a video', async () => {
		const video = { url: 'https://example.com/a.mp4', content_type: 'video/mp4' };
		emulator().misbehave({ on: 'result', does: { status: 200, body: { video } } });
		const { json } = await runNodes(
			emulator(),
			run({ endpoint: 'fal-ai/x', body: '{"prompt":"a"}' }),
		);
		expect(json).toMatchObject([{ url: video.url, contentType: 'video/mp4', prompt: 'a' }]);
	});

	test.each([
		'https://fal.ai/models/fal-ai/nano-banana',
		'https://fal.ai/models/fal-ai/nano-banana/api?x=1#y',
		'https://fal.ai/models/fal-ai/nano-banana/playground',
	])('takes the address of a page on fal.ai: %s', async (endpoint) => {
		await runNodes(emulator(), run({ endpoint, body: '{"prompt":"a"}' }));
		expect(emulator().calls.submits.map(({ endpoint }) => endpoint)).toEqual([
			'fal-ai/nano-banana',
		]);
	});

	test.each([
		[get({ requestId: '={{ $json.none }}' }), "'Request ID' must not be empty [item 0]"],
		[run({ endpoint: '={{ $json.none }}', body: '{}' }), "'Endpoint' must not be empty [item 0]"],
		[
			run({ endpoint: 'fal-ai/x', body: '{"prompt":"{{ $json.a }}"}' }),
			`'Body' is set to Fixed, but contains the expression "{\\"prompt\\":\\"{{ $json.a }}\\"}": switch it to Expression [item 0]`,
		],
	])('what cannot be meant is refused (%#)', async (node, message) => {
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(message);
		expect(emulator().calls.all).toEqual([]);
	});

	const runWith = async (result: IDataObject, more: INodeParameters = {}) => {
		emulator().misbehave({ on: 'result', times: 9, does: { status: 200, body: result } });
		const node = run({ endpoint: 'fal-ai/x', body: '{"prompt":"a"}', ...more });
		return await runNodes(emulator(), node);
	};

	test.each<[string, IDataObject, polls?: number]>([
		['an object', { model_mesh: { url: 'https://example.com/a.glb' }, logs: [] }],
		['a list', { frames: [{ url: 'https://example.com/a.glb' }], seed: 7 }],
		['deep down', { model_urls: { glb: { url: 'https://example.com/a.glb' } } }],
		['as a URL', { model_url: 'https://example.com/a.glb', error: null, message: '' }],
		['with an id', { audio_file: { url: 'https://example.com/a.glb' }, request_id: 'x' }, 3],
	])('finds a file under a name of its own: %s', async (_name, result, polls = 1) => {
		const { json } = await runWith(result);
		expect(json).toMatchObject([{ url: 'https://example.com/a.glb', prompt: 'a' }]);
		// An id that is not the request's is doubted before it is taken for the relay's own numbering
		expect(emulator().calls.of('result')).toHaveLength(polls);
	});

	test('gives the raw answer of a model that makes no file', async () => {
		const { json } = await runWith({ output: 'a mill by a river' }, { output: 'raw' });
		expect(json).toEqual([{ output: 'a mill by a river' }]);
		expect(emulator().calls.of('result')).toHaveLength(1);
	});

	test.each([
		'flux',
		'fal-ai',
		'fal-ai/',
		'../v1/models',
		'fal-ai/../v1',
		'fal-ai/..',
		'fal-ai/.',
		'fal-ai//x',
		'fal-ai/x?y',
		'fal-ai/x#y',
		'fal-ai/%2e%2e/v1',
		'fal-ai\\x',
		'https://evil.example/fal-ai/x',
		'//evil.example/fal-ai/x',
	])('the endpoint "%s" is refused before anything is sent', async (endpoint) => {
		const node = run({ endpoint: '={{ $json.endpoint }}', body: '{}' });
		const { error } = await runNodes(emulator(), node, [{ endpoint }]);
		expect(error?.message).toMatch(/^'Endpoint' must be the path of a fal endpoint, such as/);
		expect(emulator().calls.all).toEqual([]);
	});

	test('a body that is no JSON is refused, with what is wrong with it', async () => {
		const node = run({ endpoint: 'fal-ai/x', body: '{ "prompt": "a", }' });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toMatch(
			/^'Body' must be a JSON object, with text from expressions inserted as .* \(.* JSON at position .*\), but is "/,
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test.each(['[1]', '"text"', '7', 'null'])('the body %s is refused', async (body) => {
		const node = run({ endpoint: 'fal-ai/x', body: '={{ $json.body }}' });
		const { error } = await runNodes(emulator(), node, [{ body }]);
		expect(error?.message).toMatch(/^'Body' must be a JSON object, but is .* \[item 0\]$/);
		expect(emulator().calls.all).toEqual([]);
	});
});
