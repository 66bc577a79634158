import { getEventListeners } from 'node:events';

import type { INodeType } from 'n8n-workflow';

import { describeNode } from './harness/describeNode';
import { cancelWhen } from './harness/engine';
import { retryNodes, runNodes, sources, useEmulator } from './harness/node';
import { asksFor, idOf, items, parameters, prompts } from './harness/prompts';
import { quickRouter } from './harness/workflow';

describe('a request that takes too long', () => {
	const slow = useEmulator({ runTimeMs: 60_000, capacity: 1 });
	const node = (onTimeout: string) =>
		quickRouter('Node', { ...parameters, options: { timeout: 1, onTimeout } });

	test('is asked to be canceled, and fails', async () => {
		const { error } = await runNodes(slow(), node('error'), items.slice(0, 1));
		const [id = ''] = slow().queue.jobs.keys();
		expect(error?.message).toContain(`(request ${id}) [item 0]`);
		const [cancel] = slow().calls.of('cancel');
		expect(cancel).toMatchObject({ method: 'PUT', path: `/fal-ai/auto/requests/${id}/cancel` });
		expect(slow().calls.all.at(-1)).toBe(cancel);
	});

	test('is handed on where that is asked for', async () => {
		const { json, context } = await runNodes(slow(), node('returnRequest'), items.slice(0, 2));
		expect(json).toEqual(
			prompts.slice(0, 2).map((prompt) => ({
				requestId: idOf(slow(), prompt),
				endpoint: 'fal-ai/flux-1/dev',
				status: 'IN_PROGRESS',
				queuePosition: null,
			})),
		);
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
	const stopAfter = (submits: number) =>
		cancelWhen(() => slow().calls.of('submit').length >= submits);
	const ids = () => [...slow().queue.jobs.keys()];
	const cancels = () => slow().calls.of('cancel');
	const until = async (isTime: () => boolean) => {
		while (!isTime()) await new Promise((resolve) => setTimeout(resolve, 5));
	};

	test('submits nothing more, and asks the relay to cancel what is in flight', async () => {
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 3 } });
		const { run } = await runNodes(slow(), node, items, stopAfter(3));
		expect(run.status).toBe('canceled');
		await until(() => cancels().length === 3);
		expect(slow().calls.submits).toHaveLength(3);
		const paths = cancels().map(({ path }) => path);
		expect(paths.sort()).toEqual(
			ids()
				.map((id) => `/fal-ai/auto/requests/${id}/cancel`)
				.sort(),
		);
	});

	test('waits for nothing, and puts out the ids of what may still finish', async () => {
		slow().misbehave({ on: 'cancel', times: 9, does: 'hang' });
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 2 } });
		const isPolled = () => slow().calls.of('result').length > 0;
		const { run, json } = await runNodes(slow(), node, items, cancelWhen(isPolled));
		expect(run.status).toBe('canceled');
		expect(json).toEqual([
			{
				message:
					'The execution was stopped. 2 requests are paid for or may still finish and be charged: use Get Result.',
				requestIds: ids(),
			},
		]);
		// n8n 1.x gives nodes no custom data
		const customData = { quickRouterRequests1: ids().join(', ') };
		expect(run.data.resultData.metadata).toEqual(process.env.N8N_ENGINE ? undefined : customData);
	});

	test('puts out what is finished first', async () => {
		slow().misbehave({
			on: 'result',
			when: asksFor(slow, 'one'),
			does: { status: 200, body: { images: [{ url: 'https://example.com/a.png' }] } },
		});
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 2 } });
		const { json } = await runNodes(slow(), node, items, stopAfter(3));
		expect(json).toMatchObject([
			{ url: 'https://example.com/a.png', prompt: 'one' },
			{ message: expect.stringMatching(/^The execution was stopped\./) as string },
		]);
	});

	test('during a submit says that it may have been accepted', async () => {
		slow().misbehave({ on: 'submit', afterwards: true, does: 'hang' });
		const node = quickRouter('Node', parameters);
		const { run, json } = await runNodes(slow(), node, items.slice(0, 1), stopAfter(1));
		expect(run.status).toBe('canceled');
		expect(json).toEqual([
			{
				message:
					'The execution was stopped. 1 request was being sent and may have been accepted and charged.',
				requestIds: [],
			},
		]);
	});

	test('in production is an error: a retry after a timeout of the workflow gets what is paid for', async () => {
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 2 } });
		const isPolled = () => slow().calls.of('result').length > 0;
		const options = { ...cancelWhen(isPolled), mode: 'webhook' } as const;
		const failed = await runNodes(slow(), node, items.slice(0, 2), options);
		expect(failed.error).toMatchObject({
			message: 'The execution was canceled',
			description: `2 requests are paid for or may still finish and be charged: use Get Result. Request IDs: ${ids().join(', ')}`,
		});
		slow().misbehave({
			on: 'result',
			times: 9,
			does: { status: 200, body: { images: [{ url: 'https://example.com/a.png' }] } },
		});
		const { json } = await retryNodes(slow(), node, failed);
		expect(json).toHaveLength(2);
		expect(slow().calls.submits).toHaveLength(2);
	});
});

describe('what a run leaves behind', () => {
	const emulator = useEmulator();

	test('is no listener at the execution, which may run the node many times', async () => {
		const counts: number[] = [];
		const type = 'test.counter';
		const nodes = { ...sources.nodes, [type]: counterOfListeners(counts) };
		const count = (name: string) => quickRouter(name, {}, { type });
		const node = quickRouter('Node', parameters);
		await runNodes(emulator(), [count('Before'), node, count('After')], items, {
			package: { ...sources, nodes },
		});
		expect(emulator().calls.submits).toHaveLength(items.length);
		expect(counts).toHaveLength(2);
		expect(counts[1]).toBe(counts[0]);
	});
});

/** A node that passes its items on, and counts who listens for the end of the execution. */
function counterOfListeners(counts: number[]): INodeType {
	return {
		description: describeNode('counter'),
		async execute() {
			const signal = this.getExecutionCancelSignal();
			counts.push(signal ? getEventListeners(signal, 'abort').length : NaN);
			return await Promise.resolve([this.getInputData()]);
		},
	};
}
