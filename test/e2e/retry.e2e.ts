import type { INode } from 'n8n-workflow';

import { outputOf } from '../harness/engine';
import { items, prompts, submitted } from '../harness/prompts';
import { chain, quickRouter, START, withItems } from '../harness/workflow';
import { Playground } from './playground';
import type { Execution } from './rest';
import { useStarted } from './suite';
import { until } from './until';

let runTimeMs: number;
const playground = useStarted(
	async () => await Playground.start({ emulator: { runTimeMs: () => runTimeMs } }),
);
const rest = () => playground().n8n.rest;

let denied: number;
beforeEach(() => {
	runTimeMs = 100;
	denied = 0;
});

/** Begins a run of a workflow that makes a picture of each prompt; gives the execution's id. */
async function begin(settings: Partial<INode> = {}): Promise<string> {
	const generate = quickRouter('Generate', { prompt: '={{ $json.prompt }}' }, settings);
	return await rest().run(await playground().import(withItems(chain(generate), items)), START);
}

/** The prompts of the pictures that an execution has emitted. */
const promptsOf = (execution: Execution) =>
	(outputOf(execution, 'Generate')[0] ?? []).map(({ json }) => json.prompt);

/** The relay does not accept the key when it is asked for a result, once. */
function denyOnePoll(): void {
	const answer = { status: 403, body: { error: { message: 'user quota is not enough' } } };
	const does = () => {
		denied++;
		return answer;
	};
	playground().emulator.misbehave({ on: 'result', does });
}

test('a failed execution is retried, and each request was submitted once', async () => {
	denyOnePoll();
	const failed = await rest().ended(await begin());
	expect(failed.status).toBe('error');
	expect(failed.data.resultData.error?.message).toContain('user quota is not enough');
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());

	const retried = await rest().ended(await rest().retry(failed.id));
	expect([retried.status, retried.mode]).toEqual(['success', 'retry']);
	expect(promptsOf(retried)).toEqual(prompts);
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());
});

test('Retry On Fail submits each request once, too', async () => {
	denyOnePoll();
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const execution = await rest().ended(await begin(settings));
	expect(denied).toBe(1);
	expect(execution.status).toBe('success');
	expect(promptsOf(execution)).toEqual(prompts);
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());
});

test('a stop asks the relay to cancel what is in flight', async () => {
	runTimeMs = 60_000;
	const { emulator } = playground();
	const { calls } = emulator;
	const id = await begin();
	await until('all are polled', () => calls.of('result').length >= prompts.length);
	await rest().post(`/executions/${id}/stop`, {});
	expect((await rest().ended(id)).status).toBe('canceled');
	await until('all are canceled', () => calls.of('cancel').length === prompts.length);
	expect(submitted(emulator)).toEqual([...prompts].sort());
});
