import type { IDataObject, INode } from 'n8n-workflow';

import { Ledger, type LedgerStore } from '../nodes/QuickRouter/queue/ledger';
import type { Misbehaviour } from './emulator/faults';
import { runWorkflow } from './harness/engine';
import {
	chain,
	quickRouter,
	ranOf,
	retryNodes,
	runNodes,
	sources,
	useEmulator,
} from './harness/node';

const emulator = useEmulator({ runTimeMs: 100 });
const items = ['one', 'two', 'three', 'four'].map((prompt) => ({ prompt }));
const parameters = { prompt: '={{ $json.prompt }}', options: { timeout: 30 } };
const retried: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const crash: Misbehaviour = {
	status: 200,
	body: { status: 'COMPLETED', error: 'Runner crashed', error_type: 'runner_disconnected' },
};
const promptOf = (body: unknown) => (body as IDataObject).prompt as string;
/** What was submitted, in no order: calls that are made side by side arrive in any. */
const submitted = () =>
	emulator()
		.calls.submits.map(({ body }) => promptOf(body))
		.sort();
const prompts = items.map(({ prompt }) => prompt);
const idOf = (prompt: string) =>
	[...emulator().queue.jobs.values()].find(({ body }) => promptOf(body) === prompt)?.requestId ??
	'';
/** Whether a call asks for the result of the first request with this prompt. */
const asksFor = (prompt: string) => (call: { path: string }) => call.path.endsWith(idOf(prompt));

describe('Retry On Fail', () => {
	test('fetches what was paid for, and submits only what fal has failed', async () => {
		emulator().misbehave({ on: 'result', when: asksFor('two'), does: crash });
		const { json, context } = await runNodes(
			emulator(),
			quickRouter('Node', parameters, retried),
			items,
		);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted()).toEqual([...prompts, 'two'].sort());
		expect(context).toEqual({});
	});

	test('does not send again what the model has refused: the same error comes for free', async () => {
		const node = quickRouter('Node', { ...parameters, numImages: '={{ $json.n }}' }, retried);
		const does = {
			status: 422,
			body: { detail: [{ loc: ['body', 'prompt'], msg: 'Too vague', type: 'value_error' }] },
		};
		emulator().misbehave({ on: 'result', when: asksFor('two'), does });
		const { error } = await runNodes(
			emulator(),
			node,
			items.map((item) => ({ ...item, n: 1 })),
		);
		expect(error?.message).toBe(
			`The model did not accept the request: 'Prompt': Too vague (request ${idOf('two')}) [Item 1]`,
		);
		expect(submitted()).toEqual([...prompts].sort());
	});

	test('keeps the results of the others, even when the relay forgets them', async () => {
		let crashed = false;
		emulator().misbehave({
			on: 'result',
			when: (call) => {
				const others = prompts.filter((prompt) => prompt !== 'four').map(idOf);
				const seen = emulator()
					.calls.of('result')
					.filter(({ path }) => others.some((id) => path.endsWith(id)));
				crashed = asksFor('four')(call) && seen.length >= 3;
				return crashed;
			},
			does: crash,
		});
		emulator().misbehave({
			on: 'result',
			times: 99,
			when: (call) => crashed && ['one', 'two', 'three'].some((prompt) => asksFor(prompt)(call)),
			does: { status: 404, body: { detail: 'Request not found' } },
		});
		const node = quickRouter('Node', { ...parameters, options: { timeout: 5 } }, retried);
		const { json } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted()).toEqual([...prompts, 'four'].sort());
	});

	test('in continue mode fetches what was paid for, too', async () => {
		emulator().misbehave({ on: 'result', when: asksFor('one'), does: crash });
		const node = quickRouter('Node', parameters, { ...retried, onError: 'continueRegularOutput' });
		const { json, context } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted()).toEqual([...prompts, 'one'].sort());
		expect(context).toEqual({});
	});
});

describe('a submit whose end is not clear', () => {
	const cases: [string, Misbehaviour][] = [
		['reset', 'reset'],
		['truncated', 'truncate'],
		['server error', { status: 500, body: { error: { message: 'oops' } } }],
		[
			'server error in words of fal',
			{ status: 500, body: { detail: 'x', error_type: 'internal_error' } },
		],
	];

	test.each(cases)('%s: is not repeated by a retry', async (_name, does) => {
		const fault = { on: 'submit', afterwards: true, does } as const;
		emulator().misbehave({ ...fault, when: ({ body }) => promptOf(body) === 'two' });
		const node = quickRouter('Node', parameters, retried);
		const { error } = await runNodes(emulator(), node, items);
		expect(error?.message).toBe(
			'QuickRouter gave no clear answer to a request: it was submitted in an earlier try, whose end is not known. It may have been accepted and charged [Item 1]',
		);
		expect(submitted()).toEqual([...prompts].sort());
	});

	test('is repeated by a retry where a person allows it', async () => {
		emulator().misbehave({
			on: 'submit',
			afterwards: true,
			when: ({ body }) => promptOf(body) === 'two',
			does: 'reset',
		});
		const options = { ...parameters.options, resubmitUnclear: true };
		const node = quickRouter('Node', { ...parameters, options }, retried);
		const { json } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted()).toEqual([...prompts, 'two'].sort());
	});
});

describe('Retry of a failed execution', () => {
	const node = quickRouter('Node', parameters);
	const failOnce = async () => {
		emulator().misbehave({ on: 'result', when: asksFor('three'), does: crash });
		const failed = await runNodes(emulator(), node, items);
		expect(failed.error?.message).toMatch(/^The request failed: Runner crashed/);
		return failed;
	};

	test('fetches what was paid for, through what n8n has stored', async () => {
		const { json, context } = await retryNodes(emulator(), node, await failOnce());
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted()).toEqual([...prompts, 'three'].sort());
		expect(context).toEqual({});
	});

	test('finds the right request when the order of the items has changed', async () => {
		const failed = await failOnce();
		const [next] = failed.run.data.executionData?.nodeExecutionStack ?? [];
		next?.data.main?.[0]?.reverse();
		const { json } = await retryNodes(emulator(), node, failed);
		expect(json.map(({ prompt }) => prompt)).toEqual([...prompts].reverse());
		expect(json.find(({ prompt }) => prompt === 'one')?.requestId).toBe(idOf('one'));
		expect(submitted()).toEqual([...prompts, 'three'].sort());
	});

	test('submits what has changed since, and nothing else', async () => {
		const failed = await failOnce();
		const [next] = failed.run.data.executionData?.nodeExecutionStack ?? [];
		next?.data.main?.[0]?.splice(0, 1, { json: { prompt: 'another' } });
		const { json, context } = await retryNodes(emulator(), node, failed);
		expect(json.map(({ prompt }) => prompt)).toEqual(['another', 'two', 'three', 'four']);
		expect(submitted()).toEqual([...prompts, 'another', 'three'].sort());
		expect(context).toEqual({});
	});

	test('at another relay submits again: it does not know the requests of the first', async () => {
		const failed = await failOnce();
		const credential = {
			apiKey: emulator().key,
			baseUrl: emulator().url.replace('127.0.0.1', 'localhost'),
		};
		const { json } = await retryNodes(emulator(), node, failed, { credential });
		expect(json).toHaveLength(4);
		expect(submitted()).toEqual([...prompts, ...prompts].sort());
	});
});

describe('what is wanted twice is paid twice', () => {
	test('items that ask for the same', async () => {
		emulator().misbehave({ on: 'result', when: asksFor('same'), does: crash });
		const node = quickRouter('Node', parameters, retried);
		const same = Array.from({ length: 3 }, () => ({ prompt: 'same' }));
		const { json } = await runNodes(emulator(), node, same);
		expect(new Set(json.map(({ requestId }) => requestId)).size).toBe(3);
		expect(submitted()).toHaveLength(4);
	});

	test('two nodes with the same items', async () => {
		const nodes = [quickRouter('A', parameters), quickRouter('B', parameters)];
		await runNodes(emulator(), nodes, items);
		expect(submitted()).toEqual([...prompts, ...prompts].sort());
	});

	test('a node that runs twice in an execution, even after a failure', async () => {
		emulator().misbehave({ on: 'result', when: asksFor('two'), does: crash });
		const node = quickRouter('Node', parameters, { onError: 'continueRegularOutput' });
		const workflow = chain(node);
		workflow.connections.Start?.main?.[0]?.push({ node: 'Node', type: 'main', index: 0 });
		const run = await runWorkflow(workflow, {
			package: sources,
			credential: { apiKey: emulator().key, baseUrl: emulator().url },
			items: items.map((json) => ({ json })),
		});
		expect(run.data.resultData.runData.Node).toHaveLength(2);
		expect(ranOf(emulator(), workflow, run).json).toHaveLength(4);
		expect(submitted()).toEqual([...prompts, ...prompts].sort());
	});
});

describe('a request that takes too long', () => {
	const slow = useEmulator({ runTimeMs: 60_000, capacity: 1 });
	const node = (onTimeout: string) =>
		quickRouter('Node', { ...parameters, options: { timeout: 1, onTimeout } });

	test('is asked to be canceled, and fails', async () => {
		const { error } = await runNodes(slow(), node('error'), items.slice(0, 1));
		const [id = ''] = slow().queue.jobs.keys();
		expect(error?.message).toContain(`(request ${id}) [Item 0]`);
		const [cancel] = slow().calls.of('cancel');
		expect(cancel).toMatchObject({ method: 'PUT', path: `/fal-ai/auto/requests/${id}/cancel` });
		expect(slow().calls.all.at(-1)).toBe(cancel);
	});

	test('is handed on where that is asked for', async () => {
		const { json, context } = await runNodes(slow(), node('returnRequest'), items.slice(0, 2));
		const [first, second] = slow().queue.jobs.keys();
		const endpoint = 'fal-ai/flux-1/dev';
		expect(json).toEqual([
			{ requestId: first, endpoint, status: 'IN_PROGRESS', queuePosition: null },
			{ requestId: second, endpoint, status: 'IN_PROGRESS', queuePosition: null },
		]);
		expect(slow().calls.of('cancel')).toEqual([]);
		expect(context).toEqual({});
	});

	test('that was already running is fetched by a retry, not paid again', async () => {
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		await runNodes(slow(), { ...node('error'), ...settings }, items.slice(0, 1));
		expect(slow().calls.submits).toHaveLength(1);
		expect(slow().calls.of('cancel')).toHaveLength(2);
	});
});

describe('a request that was canceled before it ran', () => {
	const blocked = useEmulator({ capacity: 0 });

	test('is submitted again by a retry', async () => {
		const options = { timeout: 1 };
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		await runNodes(
			blocked(),
			quickRouter('Node', { ...parameters, options }, settings),
			items.slice(0, 1),
		);
		const [first, second] = blocked().queue.jobs.values();
		expect(blocked().queue.jobs.size).toBe(2);
		expect([first?.cancelled, second?.cancelled]).toEqual([true, true]);
	});
});

describe('a stop', () => {
	const slow = useEmulator({ runTimeMs: 60_000, capacity: 1 });
	const stopAfter = (submits: number) => ({
		onStart: ({ cancel }: { cancel: () => void }) => {
			const timer = setInterval(() => {
				if (slow().calls.of('submit').length < submits) return;
				clearInterval(timer);
				cancel();
			}, 2);
		},
	});

	test('submits nothing more, and asks the relay to cancel what is in flight', async () => {
		const options = { concurrency: 3 };
		const node = quickRouter('Node', { ...parameters, options });
		const { run } = await runNodes(slow(), node, items, stopAfter(3));
		expect(run.status).toBe('canceled');
		expect(slow().calls.submits).toHaveLength(3);
		const canceled = slow()
			.calls.of('cancel')
			.map(({ path }) => path)
			.sort();
		const ids = [...slow().queue.jobs.keys()];
		expect(canceled).toEqual(ids.map((id) => `/fal-ai/auto/requests/${id}/cancel`).sort());
	});

	test('is no error of its own when the relay does not cancel', async () => {
		slow().misbehave({ on: 'cancel', times: 9, does: 'hang' });
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 2 } });
		const { run, error } = await runNodes(slow(), node, items, stopAfter(2));
		expect(run.status).toBe('canceled');
		expect(error?.message).toMatch(/^The execution was canceled \(request .*\) \[Item 0\]$/);
		expect(error?.description).toBe(
			'It was submitted, and may finish and be charged all the same.',
		);
	});

	test('during a submit says that it may have been accepted', async () => {
		slow().misbehave({ on: 'submit', afterwards: true, does: 'hang' });
		const node = quickRouter('Node', parameters);
		const { run, error } = await runNodes(slow(), node, items.slice(0, 1), stopAfter(1));
		expect(run.status).toBe('canceled');
		expect(error?.message).toBe(
			'QuickRouter gave no clear answer to a request: the run was canceled while it was submitted. It may have been accepted and charged [Item 0]',
		);
	});
});

describe('a run that cannot go on', () => {
	const denied = (statusCode: number): Misbehaviour => ({
		status: statusCode,
		body: { error: { message: 'user quota is not enough' } },
	});

	test.each([401, 403])('ends at once with %d, also in continue mode', async (statusCode) => {
		emulator().misbehave({ on: 'submit', times: 99, does: denied(statusCode) });
		const node = quickRouter(
			'Node',
			{ ...parameters, options: { concurrency: 1 } },
			{ onError: 'continueRegularOutput' },
		);
		const { json } = await runNodes(emulator(), node, items);
		expect(submitted()).toEqual(['one'].sort());
		const messages = json.map(({ error }) => (error as { message: string }).message);
		const first = messages[0]?.replace(' [Item 0]', '') ?? '';
		expect(first).toMatch(/: user quota is not enough$/);
		expect(messages.slice(1)).toEqual(
			[1, 2, 3].map((item) => `Given up because of another item: ${first} [Item 0] [Item ${item}]`),
		);
	});

	test('ends with the id of a request whose relay answers nonsense all the time', async () => {
		emulator().misbehave({ on: 'result', times: 99, does: { status: 502, body: '<html>' } });
		const node = quickRouter('Node', { prompt: 'one' });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toBe(
			`QuickRouter gave no clear answer 20 times in a row; the last was a web page instead of JSON (request ${idOf('one')}) [Item 0]`,
		);
		expect(emulator().calls.of('result')).toHaveLength(20);
	}, 60_000);
});

describe('the guard on the number of images', () => {
	const node = (maxImages: number) =>
		quickRouter('Node', { ...parameters, numImages: 3, options: { maxImages } });

	test('refuses a run that would make more, before the first submit', async () => {
		const { error } = await runNodes(emulator(), node(11), items);
		expect(error?.message).toBe(
			"This run would make 12 images, but the option 'Max Images' allows 11",
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test.each([12, 0])('lets it pass with %d', async (maxImages) => {
		expect((await runNodes(emulator(), node(maxImages), items)).json).toHaveLength(12);
	});
});

test('the ledger stays small at 10,000 items', () => {
	const store: LedgerStore = {};
	const ledger = new Ledger(store, 0);
	for (let item = 0; item < 10_000; item++) {
		const hash = `${item}`.padStart(22, 'x');
		const key = ledger.open({ item, endpoint: 'fal-ai/flux-pro/kontext', hash });
		ledger.note(key, {
			requestId: '3892f1e8-5fb1-469f-87b0-696d6054c9f2',
			made: {
				files: [
					{
						url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
						width: 1024,
						height: 1024,
						contentType: 'image/png',
					},
				],
				seed: 2841475369,
			},
		});
	}
	expect(JSON.stringify(store).length / 10_000).toBeLessThan(400);
});
