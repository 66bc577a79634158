import { newRunState } from '../nodes/QuickRouter/queue/runState';
import { Relay, type Reply } from '../nodes/QuickRouter/relay/relay';
import { submit } from '../nodes/QuickRouter/queue/submit';
import { pollUntilFinished } from '../nodes/QuickRouter/queue/poll';
import { done, handleOf, replyWith, running } from './harness/replies';
import { awaited, submission } from './harness/requests';
import { SimulatedClock } from './harness/simulatedClock';

const DEADLINE_MS = 1_000_000;

const limitedFor = (retryAfter?: string) =>
	replyWith(429, {}, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** Runs requests side by side in simulated time; `reply` answers the nth call of a kind. */
async function run(
	reply: (method: string, count: number, atMs: number) => Reply,
	requests: number,
): Promise<{ polls: number[]; submits: number[] }> {
	const clock = new SimulatedClock();
	const calls = { GET: [] as number[], POST: [] as number[] };
	const relay = new Relay(async ({ method }) => {
		const atMs = clock.now();
		const made = calls[method as 'GET' | 'POST'];
		made.push(atMs);
		const replied = reply(method, made.length, atMs);
		await clock.sleep(5);
		return replied;
	});
	const shared = newRunState(relay, clock);
	const work = Array.from({ length: requests }, async () => {
		const { requestId = '' } = await submit(shared, submission, DEADLINE_MS);
		await pollUntilFinished(shared, awaited(requestId), DEADLINE_MS);
	});
	await clock.passUntil(Promise.all(work));
	return { polls: calls.GET, submits: calls.POST };
}

const handle = (count: number) => handleOf(`id-${count}`);
const within = (times: number[], fromMs: number, toMs: number) =>
	times.filter((atMs) => atMs > fromMs && atMs < toMs);

test.each<[string, Reply, number]>([
	['a rate limit', limitedFor('30'), 30_000],
	['a server that asks for a pause', replyWith(503, {}, { 'retry-after': '20' }), 20_000],
	['a rate limit until a date', limitedFor(new Date(Date.now() + 40_000).toUTCString()), 38_000],
])('%s at one call pauses all calls of the run', async (_name, limit, pauseMs) => {
	let limitedMs = 0;
	const { polls, submits } = await run((method, count, atMs) => {
		if (method === 'POST') return handle(count);
		if (count === 4) limitedMs = atMs;
		return count === 4 ? limit : atMs > 60_000 ? done : running;
	}, 5);
	expect(submits).toHaveLength(5);
	expect(limitedMs).toBeGreaterThan(0);
	// Calls that were under way may still arrive
	expect(within(polls, limitedMs + 100, limitedMs + pauseMs)).toEqual([]);
	expect(within(polls, limitedMs + pauseMs, Infinity).length).toBeGreaterThan(4);
});

test('a pause that one pending request is asked for leaves the others alone', async () => {
	const { polls } = await run((method, count, atMs) => {
		if (method === 'POST') return handle(count);
		if (count === 1) return { ...running, headers: { 'retry-after': '50' } };
		return atMs > 10_000 ? done : running;
	}, 2);
	expect(within(polls, polls[0] ?? 0, 10_000).length).toBeGreaterThan(3);
	expect(polls.at(-1)).toBeGreaterThanOrEqual(50_000);
});

test('submits that are limited go on one by one, at the rate that was let pass', async () => {
	const { submits } = await run((method, count, atMs) => {
		if (method === 'GET') return done;
		return atMs < 100 && count > 4 ? limitedFor('2') : handle(count);
	}, 20);
	const later = submits.filter((atMs) => atMs >= 2_000);
	expect(later).toHaveLength(16);
	const gaps = later.slice(1).map((atMs, index) => atMs - (later[index] ?? 0));
	// Four passed in the two seconds, and after four more a little faster each time
	expect(gaps[0]).toBeLessThan(510);
	expect(gaps[0]).toBeGreaterThan(400);
	expect(gaps).toEqual([...gaps].sort((one, other) => other - one));
	expect(gaps.slice(0, 7).every((gap) => gap === gaps[0])).toBe(true);
	const faster = new Set(gaps.slice(-6));
	expect(faster.size).toBe(6);
	expect(faster).not.toContain(gaps[0]);
});

test('submits keep to the rate that is let pass, and try a higher one ever more rarely', async () => {
	let [limited, passed, fromMs] = [0, 0, 0];
	const { submits } = await run((method, count, atMs) => {
		if (method === 'GET') return done;
		// One is let pass each second
		if (passed > 0 && atMs - fromMs < 1_000) {
			limited++;
			return limitedFor('1');
		}
		[passed, fromMs] = [passed + 1, atMs];
		return handle(count);
	}, 60);
	expect(passed).toBe(60);
	expect(submits.at(-1)).toBeLessThan(70_000);
	// All sixty were sent at first
	expect(limited).toBeLessThan(59 + 10);
});

test('answers that were under way when the rate was limited are no proof of a speed', async () => {
	const { submits } = await run((method, count) => {
		if (method === 'GET') return done;
		return count === 5 ? limitedFor('2') : handle(count);
	}, 30);
	// Thirty were sent at once; the one that was limited comes after the pause
	expect(submits.filter((atMs) => atMs >= 2_000)).toHaveLength(1);
	const { submits: later } = await run((method, count, atMs) => {
		if (method === 'GET') return done;
		return atMs < 100 && count % 10 === 5 ? limitedFor('2') : handle(count);
	}, 50);
	const gaps = later
		.filter((atMs) => atMs >= 2_000)
		.map((atMs, index, all) => atMs - (all[index - 1] ?? atMs));
	expect(gaps).toHaveLength(5);
	expect(gaps[1]).toBeGreaterThan(300);
});

test('a submit whose turn does not come in time is not sent', async () => {
	const clock = new SimulatedClock();
	const sentMs: number[] = [];
	const relay = new Relay(async () => {
		sentMs.push(clock.now());
		await clock.sleep(5);
		return limitedFor('600');
	});
	const shared = newRunState(relay, clock);
	const ends: string[] = [];
	const work = Array.from({ length: 3 }, async (_, index) => {
		await clock.sleep(1_000 * index);
		await submit(shared, submission, clock.now() + 30_000).catch((error: unknown) =>
			ends.push((error as Error).message),
		);
	});
	await clock.passUntil(Promise.all(work));
	expect(sentMs).toEqual([0]);
	expect(ends).toHaveLength(3);
	for (const message of ends) expect(message).toBe('rateLimited');
});
