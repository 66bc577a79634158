import { outputOf } from '../harness/engine';
import { idOf, items, prompts, submitted } from '../harness/prompts';
import { chain, quickRouter, START, withItems } from '../harness/workflow';
import { Playground } from './playground';
import { HeldRequests, idsIn, TIMEOUT_S } from './stops';
import { useStarted } from './suite';

const playground = useStarted(
	async () => await Playground.start({ emulator: { runTimeMs: 50, capacity: Infinity } }),
);
const rest = () => playground().n8n.rest;
const idsOf = (some: string[]) => some.map((prompt) => idOf(playground().emulator, prompt)).sort();
let held: HeldRequests;
beforeEach(() => {
	playground().emulator.queue.jobs.clear();
	held = new HeldRequests(playground());
});
afterEach(() => {
	held.release();
});

test('a production execution that is stopped keeps the ids of its requests', async () => {
	const id = await held.begin('stopped');
	await rest().post(`/executions/${id}/stop`, {});
	const stopped = await rest().ended(id);
	expect(stopped.status).toBe('canceled');
	expect(idsIn(stopped)).toEqual(idsOf(prompts));
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());
});

test('one that runs into its timeout is retried, and gets what is paid for', async () => {
	const id = await held.begin('timed-out', { executionTimeout: TIMEOUT_S });
	const timedOut = await rest().ended(id);
	expect(timedOut.data.resultData.runData.Generate?.at(-1)?.executionStatus).toBe('error');
	expect(idsIn(timedOut)).toEqual(idsOf(prompts));

	held.release();
	const retried = await rest().ended(await rest().retry(id));
	expect(retried.status).toBe('success');
	const emitted = outputOf(retried, 'Generate')[0] ?? [];
	expect(emitted.map(({ json }) => json.prompt)).toEqual(prompts);
	expect(submitted(playground().emulator)).toEqual([...prompts].sort());
});

test('a manual execution that is stopped has stored nothing, but for the ids of its requests', async () => {
	const generate = quickRouter('Generate', { prompt: '={{ $json.prompt }}' });
	const id = await rest().run(await playground().import(withItems(chain(generate), items)), START);
	await held.untilPolled();
	await rest().post(`/executions/${id}/stop`, {});
	const stopped = await rest().ended(id);
	expect(stopped.status).toBe('canceled');
	expect(idsIn(stopped)).toEqual(idsOf(prompts));
});
