import type { INode } from 'n8n-workflow';

import type { RunTime } from '../emulator/queue';
import { outputOf } from '../harness/engine';
import { chain, quickRouter } from '../harness/workflow';
import { Playground } from './playground';
import { until } from './until';

const PROMPTS = ['one', 'three', 'two'];
const START = 'Start';

let runTimeMs = 100;
const runTime: RunTime = () => runTimeMs;

let playground: Playground;
beforeAll(async () => {
	playground = await Playground.start({ emulator: { runTimeMs: runTime } });
});
afterAll(async () => {
	await playground.end();
});
beforeEach(() => {
	playground.emulator.calls.all.length = 0;
});
afterEach(() => {
	expect(playground.emulator.calls.unexpected).toEqual([]);
});

/** Begins a run of a workflow that makes a picture of each prompt; gives the execution's id. */
async function begin(settings: Partial<INode> = {}): Promise<string> {
	const generate = quickRouter('Generate', { prompt: '={{ $json.prompt }}' }, settings);
	const pinData = { [START]: PROMPTS.map((prompt) => ({ json: { prompt } })) };
	const workflow = { ...chain(generate), pinData, settings: { executionOrder: 'v1' } };
	const { rest } = playground.n8n;
	return await rest.run(await playground.import(workflow), START);
}

const submitted = () =>
	playground.emulator.calls.submits.map(({ body }) => (body as { prompt: string }).prompt).sort();

/** The relay does not accept the key when it is asked for a result, once. */
function denyOneLook(): void {
	const does = { status: 403, body: { error: { message: 'user quota is not enough' } } };
	playground.emulator.misbehave({ on: 'result', does });
}

test('a failed execution is retried, and each request was submitted once', async () => {
	denyOneLook();
	const { rest } = playground.n8n;
	const failed = await rest.ended(await begin());
	expect(failed.status).toBe('error');
	expect(failed.data.resultData.error?.message).toContain('user quota is not enough');
	expect(submitted()).toEqual(PROMPTS);

	const retried = await rest.ended(await rest.retry(failed.id));
	expect(retried.status).toBe('success');
	expect(retried.mode).toBe('retry');
	const prompts = outputOf(retried, 'Generate')[0]?.map(({ json }) => json.prompt);
	expect(prompts).toEqual(PROMPTS);
	expect(submitted()).toEqual(PROMPTS);
});

test('Retry On Fail submits each request once, too', async () => {
	denyOneLook();
	const { rest } = playground.n8n;
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
	const execution = await rest.ended(await begin(settings));
	expect(execution.status).toBe('success');
	expect(submitted()).toEqual(PROMPTS);
});

test('a stop asks the relay to cancel what is in flight', async () => {
	runTimeMs = 60_000;
	const { calls } = playground.emulator;
	const { rest } = playground.n8n;
	const id = await begin();
	await until('all are submitted', () => (submitted().length === 3 ? true : undefined));
	await until('they are looked at', () => (calls.of('result').length >= 3 ? true : undefined));
	await rest.post(`/executions/${id}/stop`, {});
	expect((await rest.ended(id)).status).toBe('canceled');
	await until('three cancels', () => (calls.of('cancel').length === 3 ? true : undefined));
	expect(submitted()).toEqual(PROMPTS);
});
