import type { INode } from 'n8n-workflow';

import { RUNNER_CRASHED, type Misbehaviour } from '../emulator/faults';
import { runWorkflow } from './harness/engine';
import { ranOf, retryNodes, runNodes, sources, useEmulator } from './harness/node';
import { asksFor, idOf, items, parameters, promptOf, prompts, submitted } from './harness/prompts';
import { chain, quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 100 });
const retried: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('Retry On Fail', () => {
	test('fetches what was paid for, and submits only what fal has failed', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
		const { json, context } = await runNodes(
			emulator(),
			quickRouter('Node', parameters, retried),
			items,
		);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted(emulator())).toEqual([...prompts, 'two'].sort());
		expect(context).toEqual({});
	});

	test('does not send again what the model has refused: the same error comes for free', async () => {
		const node = quickRouter('Node', { ...parameters, numImages: '={{ $json.n }}' }, retried);
		const does = {
			status: 422,
			body: { detail: [{ loc: ['body', 'prompt'], msg: 'Too vague', type: 'value_error' }] },
		};
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does });
		const { error } = await runNodes(
			emulator(),
			node,
			items.map((item) => ({ ...item, n: 1 })),
		);
		expect(error?.message).toBe(
			`The model did not accept the request: 'Prompt': Too vague (request ${idOf(emulator(), 'two')}) [item 1]`,
		);
		expect(submitted(emulator())).toEqual([...prompts].sort());
	});

	test('keeps the results of the others, even when the relay forgets them', async () => {
		let crashed = false;
		const pollsAtOthers = () => {
			const others = prompts
				.filter((prompt) => prompt !== 'four')
				.map((prompt) => idOf(emulator(), prompt));
			const polls = emulator().calls.of('result');
			return polls.filter(({ path }) => others.some((id) => path.endsWith(id))).length;
		};
		emulator().misbehave({
			on: 'result',
			times: 99,
			when: (call) => !crashed && asksFor(emulator, 'four')(call),
			does: () => {
				crashed = pollsAtOthers() >= 3;
				return crashed ? RUNNER_CRASHED : { status: 202, body: { status: 'IN_PROGRESS' } };
			},
		});
		emulator().misbehave({
			on: 'result',
			times: 99,
			when: (call) =>
				crashed && ['one', 'two', 'three'].some((prompt) => asksFor(emulator, prompt)(call)),
			does: { status: 404, body: { detail: 'Request not found' } },
		});
		const node = quickRouter('Node', { ...parameters, options: { timeout: 5 } }, retried);
		const { json } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted(emulator())).toEqual([...prompts, 'four'].sort());
	});

	const refuseFile = (type: string) => {
		const detail = [{ loc: ['body', 'image_url'], msg: 'x', type }];
		const when = asksFor(emulator, 'two');
		emulator().misbehave({ on: 'result', when, does: { status: 422, body: { detail } } });
	};

	test('submits again where the file that was missing may have come', async () => {
		refuseFile('file_download_error');
		const { json } = await runNodes(emulator(), quickRouter('Node', parameters, retried), items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted(emulator())).toEqual([...prompts, 'two'].sort());
	});

	test('does not submit again where the image itself cannot be read', async () => {
		refuseFile('image_load_error');
		const { error } = await runNodes(emulator(), quickRouter('Node', parameters, retried), items);
		expect(error?.message).toMatch(/could not be read/);
		expect(submitted(emulator())).toEqual([...prompts].sort());
	});

	test('gives what was made before as it was', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', { ...parameters, output: 'request' }, retried);
		const { json } = await runNodes(emulator(), node, items);
		const timings = json.map((item) => item.timings);
		expect(timings).toEqual(prompts.map(() => ({ inference: expect.any(Number) as number })));
	});

	test('in continue mode fetches what was paid for, too', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'one'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', parameters, { ...retried, onError: 'continueRegularOutput' });
		const { json, context } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted(emulator())).toEqual([...prompts, 'one'].sort());
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
			'The request was sent in an earlier try, and QuickRouter gave no clear answer. It may have been accepted and charged [item 1]',
		);
		expect(submitted(emulator())).toEqual([...prompts].sort());
	});

	test.each([
		[302, 1],
		[303, 1],
		[307, 3],
	])('a redirect with %d: %d submits in three tries', async (status, count) => {
		const headers = { location: 'https://example.com/' };
		emulator().misbehave({ on: 'submit', times: 9, does: { status, headers } });
		await runNodes(emulator(), quickRouter('Node', parameters, retried), items.slice(0, 1));
		expect(submitted(emulator())).toHaveLength(count);
	});

	test('is repeated by a retry where a user allows it', async () => {
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
		expect(submitted(emulator())).toEqual([...prompts, 'two'].sort());
	});
});

describe('Retry of a failed execution', () => {
	const node = quickRouter('Node', parameters);
	const failOnce = async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'three'), does: RUNNER_CRASHED });
		const failed = await runNodes(emulator(), node, items);
		expect(failed.error?.message).toMatch(/^The request failed: Runner crashed/);
		expect(failed.error?.description).toMatch(
			/use another model\. 3 other requests are paid for or running\. Retry in the list/,
		);
		return failed;
	};

	test('fetches what was paid for, through what n8n has stored', async () => {
		const { json, context } = await retryNodes(emulator(), node, await failOnce());
		expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
		expect(submitted(emulator())).toEqual([...prompts, 'three'].sort());
		expect(context).toEqual({});
	});

	test('finds the right request when the order of the items has changed', async () => {
		const failed = await failOnce();
		const [next] = failed.run.data.executionData?.nodeExecutionStack ?? [];
		next?.data.main?.[0]?.reverse();
		const { json } = await retryNodes(emulator(), node, failed);
		expect(json.map(({ prompt }) => prompt)).toEqual([...prompts].reverse());
		expect(json.find(({ prompt }) => prompt === 'one')?.requestId).toBe(idOf(emulator(), 'one'));
		expect(submitted(emulator())).toEqual([...prompts, 'three'].sort());
	});

	test('submits what has changed since, and nothing else', async () => {
		const failed = await failOnce();
		const [next] = failed.run.data.executionData?.nodeExecutionStack ?? [];
		next?.data.main?.[0]?.splice(0, 1, { json: { prompt: 'another' } });
		const { json, context } = await retryNodes(emulator(), node, failed);
		expect(json.map(({ prompt }) => prompt)).toEqual(['another', 'two', 'three', 'four']);
		expect(submitted(emulator())).toEqual([...prompts, 'another', 'three'].sort());
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
		expect(submitted(emulator())).toEqual([...prompts, ...prompts].sort());
	});
});

describe('what is wanted twice is paid twice', () => {
	test('items that ask for the same', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'same'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', parameters, retried);
		const same = Array.from({ length: 3 }, () => ({ prompt: 'same' }));
		const { json } = await runNodes(emulator(), node, same);
		expect(new Set(json.map(({ requestId }) => requestId)).size).toBe(3);
		expect(submitted(emulator())).toHaveLength(4);
	});

	test('two nodes with the same items', async () => {
		const nodes = [quickRouter('A', parameters), quickRouter('B', parameters)];
		await runNodes(emulator(), nodes, items);
		expect(submitted(emulator())).toEqual([...prompts, ...prompts].sort());
	});

	test('a node that runs twice in an execution, even after a failure', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
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
		expect(submitted(emulator())).toEqual([...prompts, ...prompts].sort());
	});
});
