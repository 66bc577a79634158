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

let redirected: number;
beforeEach(() => {
	runTimeMs = 100;
	redirected = 0;
});

/** Begins a run of a workflow that makes a picture of each prompt; gives the execution's id. */
async function begin(settings: Partial<INode> = {}): Promise<string> {
	const generate = quickRouter('Generate', { prompt: '={{ $json.prompt }}' }, settings);
	return await rest().run(await playground().import(withItems(chain(generate), items)), START);
}

/** The prompts of the pictures that an execution has emitted. */
const promptsOf = (execution: Execution) =>
	(outputOf(execution, 'Generate')[0] ?? []).map(({ json }) => json.prompt);

/** The relay sends a poll elsewhere, once: that ends the request, and leaves its result to be fetched. */
function redirectOnePoll(): void {
	const does = () => {
		redirected++;
		return { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
	};
	playground().emulator.misbehave({ on: 'result', does });
}

test('a failed execution is retried, and each request was submitted once', async () => {
	redirectOnePoll();
	const failed = await rest().ended(await begin());
	expect(failed.status).toBe('error');
	expect(failed.data.resultData.error?.message).toContain('redirect');
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());

	const retried = await rest().ended(await rest().retry(failed.id));
	expect([retried.status, retried.mode]).toEqual(['success', 'retry']);
	expect(promptsOf(retried)).toEqual(prompts);
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());
});

test('Retry On Fail submits each request once, too', async () => {
	redirectOnePoll();
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const execution = await rest().ended(await begin(settings));
	expect(redirected).toBe(1);
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

test('with the workflow setting of combined binary data, an image is made, downloaded and edited', async () => {
	const make = quickRouter('Make', { prompt: 'a red kite', options: { downloadFiles: true } });
	const edit = quickRouter('Edit', {
		operation: 'fluxProKontext',
		prompt: 'make it blue',
		imageSource: 'binary',
		options: { downloadFiles: true },
	});
	const workflow = { ...withItems(chain(make, edit), [{}]), settings: { binaryMode: 'combined' } };
	const id = await rest().run(await playground().import(workflow), START);
	const execution = await rest().ended(id);
	expect(execution.data.resultData.error).toBeUndefined();
	expect(execution.status).toBe('success');
	expect(playground().emulator.calls.submits.map(({ endpoint }) => endpoint)).toEqual([
		'fal-ai/flux-1/dev',
		'fal-ai/flux-pro/kontext',
	]);
	const [edited] = outputOf(execution, 'Edit')[0] ?? [];
	expect(edited?.json.url).toEqual(expect.any(String));
});
