import { getEventListeners } from 'node:events';

import type { INodeType } from 'n8n-workflow';

import { describeNode } from './harness/describeNode';
import { cancelWhen } from './harness/engine';
import { runNodes, sources, useEmulator } from './harness/node';
import { idOf, items, parameters, prompts } from './harness/prompts';
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
		expect(error?.message).toMatch(/^The execution was canceled \(request .*\) \[item 0\]$/);
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
			'QuickRouter gave no clear answer to a request: the run was canceled while it was submitted. It may have been accepted and charged [item 0]',
		);
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
