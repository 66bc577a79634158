import { RUNNER_CRASHED, type Misbehaviour } from '../emulator/faults';
import { relayError } from '../emulator/relay';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';
import { FAILED_ADVICE, hasty, INVALID_ADVICE, node, tooLow } from './harness/words';

const emulator = useEmulator();
const requestId = () => [...emulator().queue.jobs.keys()][0] ?? '';

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
			RUNNER_CRASHED,
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
			'The request failed: Cancelled by client',
			FAILED_ADVICE,
		],
		[
			'a request error of fal with the code of a gateway',
			{ status: 504, body: { detail: 'Request timed out', error_type: 'request_timeout' } },
			'The request failed: Request timed out (HTTP 504)',
			FAILED_ADVICE,
		],
		[
			'a redirect',
			{ status: 302, headers: { location: 'http://127.0.0.1:1/' } },
			'QuickRouter answered with a redirect (HTTP 302), which was not followed because the API key must not go to another host',
			'Check the Base URL in the credential: it should start with https:// and have the host that QuickRouter gave you. It may still finish and be charged. Get its result later with Get Result and its request ID.',
		],
	];

	test.each(cases)('%s', async (_name, does, message, advice) => {
		emulator().misbehave({ on: 'result', does });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(`${message} (request ${requestId()}) [item 0]`);
		expect(error?.description).toBe(advice);
		expect(emulator().calls.all.map(({ verb }) => verb)).toEqual(['submit', 'result']);
	});

	test('names an entry of a list by its labels, counted from 1', async () => {
		const loc = ['body', 'loras', 0, 'path'];
		const detail = [{ loc, msg: 'Not a LoRA', type: 'value_error' }];
		emulator().misbehave({ on: 'result', does: { status: 422, body: { detail } } });
		const lora = quickRouter('Node', { operation: 'fluxLora', prompt: 'a' });
		const { error } = await runNodes(emulator(), lora);
		expect(error?.message).toMatch(/: 'LoRAs › 1 › Path': Not a LoRA \(request /);
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
			`The request finished without a file (request ${requestId()}) [item 0]`,
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
		['gateway error in JSON', { status: 502, body: { detail: 'Bad Gateway' } }],
		['server error of the relay', { status: 500, body: relayError('try later') }],
		['rate limit', { status: 429, headers: { 'retry-after': '0' }, body: relayError('slow') }],
		['unknown for a moment', { status: 404, body: { detail: 'Request not found' } }],
		['error of the relay', { status: 400, body: relayError('upstream said no') }],
		['error in words', { status: 400, body: { detail: 'Invalid request' } }],
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
			`The request did not finish within 1 s; it is still running (IN_PROGRESS) (request ${id}) [item 0]`,
		);
		expect(error?.description).toBe(
			'QuickRouter was asked to cancel it. If it still finishes, a retry gets the result. To avoid this, increase Timeout, or set On Timeout to Return Request.',
		);
	});

	test('is asked no longer, even when the relay does not answer at all', async () => {
		slow().misbehave({ on: 'result', times: 99, does: 'hang' });
		const { error } = await runNodes(slow(), hasty);
		const [id = ''] = slow().queue.jobs.keys();
		expect(error?.message).toBe(
			`The request did not finish within 1 s; the last answer was: no answer in time (request ${id}) [item 0]`,
		);
	});
});
