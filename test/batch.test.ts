import { cancelWhen } from './harness/engine';
import { runNodes, useEmulator, type Ran } from './harness/node';
import { asksFor, fromItem } from './harness/prompts';
import { quickRouter } from './harness/workflow';

describe('many requests', () => {
	const emulator = useEmulator({
		capacity: Infinity,
		runTimeMs: (_job, random) => 50 + random * 600,
	});
	const prompts = Array.from({ length: 20 }, (_, index) => ({ prompt: `picture ${index}` }));

	test('keep the order of their items, whatever finishes first', async () => {
		const node = quickRouter('Node', fromItem);
		const { json, items } = await runNodes(emulator(), node, prompts);
		const finished = [...emulator().queue.jobs.values()]
			.sort((one, other) => (one.completedAtMs ?? 0) - (other.completedAtMs ?? 0))
			.map(({ body }) => (body as { prompt: string }).prompt);
		const asked = prompts.map(({ prompt }) => prompt);
		expect(finished).not.toEqual(asked);
		expect(json.map(({ prompt }) => prompt)).toEqual(asked);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(asked.map((_, item) => ({ item })));
	});

	test.each([0, 201, 2.5])('with a concurrency of %d are refused', async (concurrency) => {
		const node = quickRouter('Node', { ...fromItem, options: { concurrency } });
		const { error } = await runNodes(emulator(), node, prompts);
		expect(error?.message).toBe(
			`'Concurrency' must be a whole number from 1 to 200, but is ${concurrency} [item 0]`,
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test('tell in a manual run how far they are', async () => {
		const messages: string[] = [];
		const onMessage = (nodeName: string, message: string) =>
			messages.push(`${nodeName}: ${message}`);
		const node = quickRouter('Node', { ...fromItem, options: { concurrency: 1 } });
		await runNodes(emulator(), node, prompts.slice(0, 2), { onMessage });
		expect(messages).toEqual([
			'Node: 0 of 2 ready, 1 running',
			'Node: 1 of 2 ready, 1 running',
			'Node: 2 of 2 ready, 0 running',
		]);
	});

	test('are not begun any more once the execution is stopped', async () => {
		const node = quickRouter('Node', { ...fromItem, options: { concurrency: 2 } });
		const stop = cancelWhen(() => emulator().calls.submits.length >= 2);
		const { run } = await runNodes(emulator(), node, prompts, stop);
		expect(run.status).toBe('canceled');
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('let others have their turn while they are checked', async () => {
		let turns = 0;
		let isOver = false;
		const count = () => {
			turns++;
			if (!isOver) setImmediate(count);
		};
		// Each item takes longer than a slice, however fast the machine is
		const slow =
			'={{ (() => { const at = Date.now() + 40; while (Date.now() < at); return $json.n })() }}';
		const many = Array.from({ length: 30 }, (_, index) => ({
			prompt: `${index}`,
			n: index < 29 ? 1 : 9,
		}));
		const node = quickRouter('Node', { ...fromItem, numImages: slow });
		const work = runNodes(emulator(), node, many);
		setImmediate(count);
		const { error } = await work;
		isOver = true;
		expect(error?.message).toMatch(/\[item 29\]$/);
		expect(emulator().calls.all).toEqual([]);
		expect(turns).toBeGreaterThanOrEqual(many.length);
	});
});

describe('concurrency', () => {
	const emulator = useEmulator({ capacity: Infinity, runTimeMs: 60_000 });
	const prompts = Array.from({ length: 12 }, (_, index) => ({ prompt: `picture ${index}` }));

	test.each([
		[{}, 10],
		[{ concurrency: 3 }, 3],
		[{ concurrency: 1 }, 1],
	])('with options %j has %d in flight, and not one more', async (options, most) => {
		const node = quickRouter('Node', { ...fromItem, options });
		const stop = cancelWhen(() => {
			// As soon as one has been polled twice, the run has had the time to submit more
			const paths = emulator()
				.calls.of('result')
				.map(({ path }) => path);
			return new Set(paths).size >= most && paths.length >= 2 * most;
		});
		await runNodes(emulator(), node, prompts, stop);
		expect(emulator().queue.mostUnfinished).toBe(most);
	});
});

describe.each(['detail400', 'status200', 'status202'] as const)(
	'a relay that says %s',
	(pending) => {
		const emulator = useEmulator({ pending, runTimeMs: 1_500 });

		test('is asked until the request is finished', async () => {
			const { json } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }));
			expect(json).toHaveLength(1);
			expect(emulator().calls.of('result').length).toBeGreaterThan(1);
		});
	},
);

describe('the hint after a run', () => {
	const emulator = useEmulator({ runTimeMs: 20 });
	const items = ['one', 'two', 'three'].map((prompt) => ({ prompt }));
	const continuing = quickRouter('Node', fromItem, { onError: 'continueRegularOutput' });
	const hintsOf = ({ run }: Ran) =>
		(run.data.resultData.runData.Node?.at(-1)?.hints ?? []).map(({ message }) => message);

	test('is missing where nothing was slow, and nothing failed', async () => {
		expect(hintsOf(await runNodes(emulator(), continuing, items))).toEqual([]);
	});

	test('counts what failed, and how often the rate was limited', async () => {
		const body = { detail: [{ loc: ['body', 'prompt'], msg: 'no', type: 'value_error' }] };
		const limited = { status: 429, headers: { 'retry-after': '0' } };
		emulator().misbehave({ on: 'submit', does: limited });
		emulator().misbehave({ on: 'result', does: { status: 422, body } });
		const [hint, ...others] = hintsOf(await runNodes(emulator(), continuing, items));
		expect(others).toEqual([]);
		expect(hint).toMatch(
			/^1 of 3 items failed, first: item \d \(counted from 0\)\. QuickRouter limited/,
		);
		expect(hint).toMatch(/the rate of requests once, which slowed the run down/);
	});

	test('counts what is not finished, and what the safety checker has flagged', async () => {
		const options = { timeout: 1, onTimeout: 'returnRequest' };
		const node = quickRouter('Node', { ...fromItem, options });
		const pending = { status: 202, body: { status: 'IN_PROGRESS' } };
		const when = asksFor(emulator, 'two');
		emulator().misbehave({ on: 'result', times: 99, when, does: pending });
		const ran = await runNodes(emulator(), node, [...items, { prompt: 'nsfw' }]);
		expect(ran.json).toHaveLength(4);
		expect(hintsOf(ran)).toEqual([
			'1 request is not finished: get the result later with Get Result. The safety checker flagged 1 image (nsfw).',
		]);
	});

	test('says why nothing was run', async () => {
		const options = { maxFiles: 1 };
		const node = { ...continuing, parameters: { ...continuing.parameters, options } };
		const ran = await runNodes(emulator(), node, [...items, { prompt: '' }]);
		const told = "This run would generate 3 files, but the option 'Max Files' allows 1";
		expect(hintsOf(ran)).toEqual([`No item was run: ${told}.`]);
		const messages = ran.json.map(({ error }) => (error as { message: string }).message);
		expect(messages).toEqual([told, told, told, "'Prompt' must not be empty [item 3]"]);
	});
});
