import { Schedules } from '../nodes/QuickRouter/pace/schedules';
import { Relay, type Call, type Reply } from '../nodes/QuickRouter/relay/relay';
import { newRunState } from '../nodes/QuickRouter/queue/runState';
import { Schedule } from '../nodes/QuickRouter/pace/schedule';
import { submit } from '../nodes/QuickRouter/queue/submit';
import type { RequestError } from '../nodes/QuickRouter/queue/causes';
import { readAnswer } from '../nodes/QuickRouter/relay/answer';
import type { Awaited } from '../nodes/QuickRouter/queue/request';
import { pollUntilFinished } from '../nodes/QuickRouter/queue/poll';
import { done, handleOf, replyWith, running } from './harness/replies';
import { awaited, submission } from './harness/requests';
import { SimulatedClock } from './harness/simulatedClock';

/** Time that passes at once, and all the calls that were made in it. */
function script(reply: (call: Call, atMs: number, count: number) => Reply) {
	const clock = new SimulatedClock();
	const calls: number[] = [];
	const relay = new Relay(async (call) => {
		calls.push(clock.now());
		return await Promise.resolve(reply(call, clock.now(), calls.length));
	});
	const run = newRunState(relay, clock, {
		schedules: new Schedules({ make: () => new Schedule(undefined, () => 0.5) }),
	});
	return {
		calls,
		submit: async (deadlineMs: number) =>
			await clock.passUntil(submit(run, submission, deadlineMs)),
		wait: async (deadlineMs: number, more: Partial<Awaited> = {}) =>
			await clock.passUntil(pollUntilFinished(run, awaited('7', more), deadlineMs)),
	};
}

const handle = handleOf('7');
const limited = (retryAfter: string) => replyWith(429, {}, { 'retry-after': retryAfter });
const unknown = replyWith(404, { detail: 'Request not found' });
const refusedConnection: Reply = { networkCode: 'ECONNREFUSED' };

describe('repeating a submit', () => {
	const timesOf = async (reply: Reply, deadlineMs: number) => {
		const run = script((_call, _atMs, count) => (count > 8 ? handle : reply));
		const failed = await run.submit(deadlineMs).then(
			() => undefined,
			(error: unknown) => (error as RequestError).cause,
		);
		return { calls: run.calls, failed };
	};

	test('waits as long as the relay asks for', async () => {
		const { calls, failed } = await timesOf(limited('20'), 1_000_000);
		expect(failed).toBeUndefined();
		expect(calls).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160].map((s) => s * 1_000));
	});

	test('waits until the date that the relay names', async () => {
		const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
		const { calls } = await timesOf(limited(inAnHour), 3_700_000);
		expect(calls).toHaveLength(2);
		expect(calls[1]).toBeGreaterThan(3_590_000);
	});

	test("measures such a date by the relay's own clock", async () => {
		const headers = {
			date: 'Thu, 01 Jan 2026 00:00:00 GMT',
			'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT',
		};
		const { calls } = await timesOf(replyWith(429, {}, headers), 1_000_000);
		expect(calls.slice(0, 3)).toEqual([0, 30_000, 60_000]);
	});

	test('is slower and slower where the relay asks for nothing, or for no pause', async () => {
		expect((await timesOf(limited(''), 1_000_000)).calls).toEqual(
			[0, 1, 3, 7, 15, 30, 45, 60, 75].map((s) => s * 1_000),
		);
		const soon = (await timesOf(limited('0'), 1_000_000)).calls;
		const pauses = soon.slice(1).map((atMs, index) => atMs - (soon[index] ?? 0));
		expect(pauses).toEqual([25, 250, 312.5, 390.625, 488.28125, 800, 1_600, 3_200]);
	});

	test('ends after six refused connections, and never begins too late for an answer', async () => {
		const { calls, failed } = await timesOf(refusedConnection, 1_000_000);
		expect(calls).toEqual([0, 1, 3, 7, 15, 30].map((s) => s * 1_000));
		expect(failed).toBe('unreached');
		expect((await timesOf(limited('20'), 20_500)).calls).toEqual([0]);
	});

	test.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'UNKNOWN'])(
		'never happens after %s',
		async (networkCode) => {
			const { calls, failed } = await timesOf({ networkCode }, 1_000_000);
			expect(calls).toEqual([0]);
			expect(failed).toBe('noAnswer');
		},
	);
});

describe('waiting', () => {
	test('polls a young request soon, and an old one more and more rarely', async () => {
		const run = script((_call, atMs) => (atMs >= 100_000 ? done : running));
		await run.wait(1_000_000);
		const pauses = run.calls.map((atMs, index) => atMs - (run.calls[index - 1] ?? 0));
		expect(pauses[0]).toBeLessThan(1_000);
		expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100);
		const late = pauses.slice(run.calls.findIndex((atMs) => atMs > 10_000));
		expect(late).toEqual([...late].sort((one, other) => one - other));
		expect(run.calls.length).toBeLessThan(55);
	});

	test('pauses as long as the relay asks for', async () => {
		const run = script((_call, _atMs, count) => (count === 1 ? limited('30') : done));
		await run.wait(1_000_000);
		const [first = 0, second] = run.calls;
		expect(second).toBe(first + 30_000);
		expect(run.calls).toHaveLength(2);
	});

	test('forgives a request that is unknown for a moment, at any time, and not for long', async () => {
		const late = script((_call, atMs) =>
			atMs < 60_000 ? running : atMs < 66_000 ? unknown : done,
		);
		await late.wait(1_000_000);
		expect(late.calls.at(-1)).toBeGreaterThan(66_000);

		const gone = script((_call, atMs) => (atMs < 60_000 ? running : unknown));
		await expect(gone.wait(1_000_000)).rejects.toMatchObject({ cause: 'forgotten' });
		expect(gone.calls.at(-1)).toBeLessThan(85_000);
	});

	test.each([
		['an error of the relay', { error: { message: 'upstream said no' } }],
		['an error in words', { detail: 'upstream said no' }],
	])('takes %s for the end of a request after ten seconds', async (_name, body) => {
		const run = script((_call, atMs) => (atMs < 20_000 ? running : replyWith(400, body)));
		await expect(run.wait(1_000_000)).rejects.toMatchObject({
			cause: 'relayError',
			facts: { requestId: '7', message: 'upstream said no' },
		});
		expect(run.calls.at(-1)).toBeGreaterThan(30_000);
		expect(run.calls.at(-1)).toBeLessThan(45_000);
	});

	test('does not take an error of the relay for the end of a request that is fetched', async () => {
		const run = script(() => replyWith(400, { error: { message: 'upstream said no' } }));
		await expect(run.wait(1_000_000, { origin: 'byId' })).rejects.toMatchObject({
			cause: 'relayError',
			facts: { isFetched: true },
		});
	});

	test('tells that fetching a request again that failed will not help', async () => {
		const failed = { status: 'COMPLETED', error: 'x', error_type: 'client_cancelled' };
		const run = script(() => replyWith(200, failed));
		await expect(run.wait(1_000_000, { origin: 'byId' })).rejects.toMatchObject({
			cause: 'failed',
			facts: { isFetched: true, message: 'x' },
		});
	});

	test.each([
		{ request_id: '7', queue_position: 3 },
		{ progress: 12, logs: [{ message: 'x' }] },
		{ images: [] },
	])('does not take %j for a result, though none needs a file', async (body) => {
		const run = script((_call, atMs) => (atMs < 30_000 ? replyWith(200, body) : done));
		const { result } = await run.wait(1_000_000, { needsFile: false });
		expect(result?.files).toHaveLength(1);
	});

	test('gives what may be a result without a file a minute, and tells how to get it', async () => {
		const text = replyWith(200, { output: 'a mill by a river' });
		const run = script(() => text);
		await expect(run.wait(1_000_000)).rejects.toMatchObject({
			cause: 'noFile',
		});
		expect(run.calls.at(-1)).toBeGreaterThan(60_000);
		expect((await script(() => text).wait(1_000, { needsFile: false })).result).toMatchObject({
			files: [],
			raw: { output: 'a mill by a river' },
		});
	});

	test('gives a relay that answers nonsense a minute, and at least twenty polls', async () => {
		const nonsense = replyWith(502, '<html>');
		const run = script(() => nonsense);
		await expect(run.wait(1_000_000)).rejects.toMatchObject({
			cause: 'noClearPoll',
			facts: { polls: expect.any(Number) as number, statusCode: 502 },
		});
		expect(run.calls.length).toBeGreaterThanOrEqual(20);
		expect(run.calls.at(-1)).toBeGreaterThan(60_000);
		expect(run.calls.at(-1)).toBeLessThan(70_000);

		const recovered = script((_call, atMs) => (atMs < 55_000 ? nonsense : done));
		await recovered.wait(1_000_000);
	});

	test('takes a last poll just before the deadline, and none after it', async () => {
		const run = script(() => running);
		await expect(run.wait(60_000, { timeoutMs: 60_000 })).rejects.toMatchObject({
			cause: 'timedOut',
			facts: { timeoutMs: 60_000, status: 'IN_PROGRESS' },
		});
		expect(run.calls.at(-1)).toBe(59_000);
	});
});

describe('a body means the same with any status code', () => {
	test.each(['IN_QUEUE', 'IN_PROGRESS', 'PENDING', 'PROCESSING', 'QUEUED', 'in_queue'])(
		'%s: running',
		(status) => {
			for (const statusCode of [200, 202, 400, 404, 500]) {
				expect(readAnswer(replyWith(statusCode, { status }), 'poll').kind).toBe('running');
			}
		},
	);

	test.each(['FAILED', 'FAILURE', 'ERROR', 'CANCELLED', 'CANCELED', 'failed'])(
		'%s: failed, in words',
		(status) => {
			for (const statusCode of [200, 400, 500]) {
				expect(
					readAnswer(replyWith(statusCode, { status, message: 'Too hot' }), 'poll'),
				).toMatchObject({
					kind: 'failed',
					cause: 'failed',
					told: { message: 'Too hot' },
				});
			}
		},
	);

	test('but a key, a rate or a route that is wrong is told by the code', () => {
		const body = { status: 'ERROR', error_type: 'x', detail: 'no' };
		const causes = [401, 403, 404, 429].map((statusCode) => {
			const answer = readAnswer(replyWith(statusCode, body), 'poll');
			return answer.kind === 'failed' && answer.cause;
		});
		expect(causes).toEqual(['pollRefused', 'pollRefused', 'forgotten', 'rateLimited']);
	});
});

describe('what a request made', () => {
	const filesOf = (body: object) => {
		const answer = readAnswer(replyWith(200, body), 'submit');
		return answer.kind === 'finished' ? answer.result.files : answer.kind;
	};

	test.each(['image', 'video', 'audio'])('is found as %s', (name) => {
		expect(filesOf({ [name]: { url: 'u', content_type: 't' } })).toMatchObject([
			{ url: 'u', contentType: 't' },
		]);
	});

	test('is found among what cannot be read', () => {
		expect(filesOf({ images: [{ url: 'u', width: 'wide' }, 7, null], seed: {} })).toMatchObject([
			{ url: 'u', width: undefined },
		]);
		expect(filesOf({ images: [null, {}, { url: '' }] })).toBe('failed');
	});

	test('keeps the id of an answer that came at once', () => {
		const images = [{ url: 'u' }];
		expect(readAnswer(replyWith(200, { images, request_id: 'a-1' }), 'submit')).toMatchObject({
			kind: 'finished',
			requestId: 'a-1',
		});
	});
});
