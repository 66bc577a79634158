import sharp from 'sharp';

import { outputOf } from '../harness/engine';
import { fromItem, idOf, items, prompts, submitted } from '../harness/prompts';
import { chain, quickRouter, START, withItems } from '../harness/workflow';
import { example, MANUAL_TRIGGER } from './playground';
import { QueueMode } from './queueMode';
import { HeldRequests, idsIn, TIMEOUT_S } from './stops';
import { useStarted } from './suite';
import { until } from './until';
import { postPrompts, webhookOf, withParameters } from './workflows';

const EXECUTIONS = 60;
const PICTURES = 5;

describe('with PostgreSQL and Redis', () => {
	const queueMode = useStarted(
		async () =>
			await QueueMode.start({
				workers: 1,
				emulator: { runTimeMs: 1_000, capacity: Infinity },
			}),
	);
	const rest = () => queueMode().playground.n8n.rest;

	/** Posts all batches at once; gives how long they took together, in milliseconds. */
	async function runBatches(name: string): Promise<number> {
		const { n8n } = queueMode().playground;
		const startMs = performance.now();
		const posts = Array.from({ length: EXECUTIONS }, async (_, execution) => {
			const prompts = Array.from(
				{ length: PICTURES },
				(__, index) => `${name} ${execution}.${index}`,
			);
			await postPrompts(n8n, 'batch', prompts);
		});
		await Promise.all(posts);
		await until('all executions', async () => {
			const executions = await rest().executions();
			return executions.every(({ status }) => status === 'success');
		});
		return performance.now() - startMs;
	}

	/** Every picture of the newest executions is there. */
	async function expectPictures(): Promise<void> {
		for (const { id } of (await rest().executions()).slice(0, EXECUTIONS)) {
			const pictures = outputOf(await rest().execution(id), 'Generate')[0] ?? [];
			expect(pictures.map(({ json }) => typeof json.url)).toEqual(Array(PICTURES).fill('string'));
		}
	}

	test('sixty executions, with one worker and with two: all pictures are there, each paid for once', async () => {
		await rest().activate(await queueMode().playground.import(webhookOf('batch')));
		const oneMs = await runBatches('one');
		await expectPictures();
		await queueMode().startWorkers(1);
		const twoMs = await runBatches('two');
		await expectPictures();

		const prompts = submitted(queueMode().emulator);
		expect(new Set(prompts).size).toBe(2 * EXECUTIONS * PICTURES);
		expect(prompts).toHaveLength(2 * EXECUTIONS * PICTURES);
		const worked = queueMode().workers.map(
			({ output }) => output.match(/Worker finished/g)?.length ?? 0,
		);
		expect(Math.min(...worked)).toBeGreaterThan(0);
		const perSecond = (ms: number) => ((1_000 * EXECUTIONS * PICTURES) / ms).toFixed(1);
		console.log(
			`Pictures a second: ${perSecond(oneMs)} with one worker, ${perSecond(twoMs)} with two (${(oneMs / twoMs).toFixed(2)} times as many)`,
		);
	});

	test('every process is killed between submit and fetch: nothing is lost, or paid for twice', async () => {
		const workflow = withParameters(example('durable-batch'), 'Wait', {
			amount: 66,
			unit: 'seconds',
		});
		const id = await rest().run(await queueMode().playground.import(workflow), MANUAL_TRIGGER);
		await until('it waits', async () => (await rest().execution(id)).status === 'waiting');
		await queueMode().killAll();
		await queueMode().playground.startAgain();
		await queueMode().startWorkers(1);

		const execution = await rest().ended(id);
		expect(execution.status).toBe('success');
		const requestIds = outputOf(execution, 'Submit')[0]?.map(({ json }) => json.requestId);
		const fetched = outputOf(execution, 'Fetch')[0] ?? [];
		expect(fetched.map(({ json }) => json.requestId)).toEqual(requestIds);
		expect(fetched.map(({ json }) => typeof json.url)).toEqual(Array(3).fill('string'));
		expect(submitted(queueMode().emulator)).toHaveLength(3);
	}, 300_000);
});

describe('where n8n notices soon that a worker is gone', () => {
	const queueMode = useStarted(
		async () =>
			await QueueMode.start({
				workers: 2,
				emulator: { runTimeMs: 60_000 },
				// By default it takes one to two minutes
				env: {
					QUEUE_WORKER_LOCK_DURATION: '4000',
					QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
					QUEUE_WORKER_STALLED_INTERVAL: '2000',
				},
			}),
	);

	test('one that is killed in mid-run fails its execution, and nothing is paid for twice', async () => {
		const { playground, emulator } = queueMode();
		const { rest } = playground.n8n;
		const generate = quickRouter('Generate', { prompt: '={{ $json.prompt }}' });
		const id = await rest.run(await playground.import(withItems(chain(generate), items)), START);
		await until('all are submitted', () => submitted(emulator).length === prompts.length);
		await queueMode().killWorkerOf(id);

		const failed = await rest.ended(id);
		const retried = await rest.ended(await rest.retry(id));
		for (const { status, data } of [failed, retried]) {
			expect(status).toBe('error');
			expect(data.resultData.error?.message).toMatch(/failed to be processed too many times/);
		}
		expect(submitted(emulator)).toEqual([...prompts].sort());
	});
});

describe('a run that is stopped in a worker', () => {
	const queueMode = useStarted(
		async () =>
			await QueueMode.start({ workers: 1, emulator: { runTimeMs: 50, capacity: Infinity } }),
	);
	const rest = () => queueMode().playground.n8n.rest;
	const ids = () => prompts.map((prompt) => idOf(queueMode().emulator, prompt)).sort();
	let held: HeldRequests;
	beforeEach(() => {
		queueMode().emulator.queue.jobs.clear();
		held = new HeldRequests(queueMode().playground);
	});
	afterEach(() => {
		held.release();
		expect(submitted(queueMode().emulator)).toEqual([...prompts].sort());
	});

	test('by Stop in production: the ids are in the log of the worker', async () => {
		const id = await held.begin('stopped');
		await rest().post(`/executions/${id}/stop`, {});
		expect((await rest().ended(id)).status).toBe('canceled');
		await until('the ids', () =>
			ids().every((requestId) => queueMode().workers[0]?.output.includes(requestId)),
		);
	});

	test('by Stop in the editor: what is finished is there, and the ids of the rest', async () => {
		const generate = quickRouter('Generate', fromItem);
		const workflow = withItems(chain(generate), items);
		const id = await rest().run(await queueMode().playground.import(workflow), START);
		await held.untilPolled();
		await rest().post(`/executions/${id}/stop`, {});
		const [first, rested] = outputOf(await rest().ended(id), 'Generate')[0] ?? [];
		const shown = [first?.json.requestId, ...((rested?.json.requestIds ?? []) as string[])];
		expect(shown.sort()).toEqual(ids());
	});

	test("by the workflow's timeout: a retry gets what is paid for", async () => {
		const id = await held.begin('timed-out', { executionTimeout: TIMEOUT_S });
		const timedOut = await rest().ended(id);
		expect(idsIn(timedOut)).toEqual(ids());
		held.release();
		const retried = await rest().ended(await rest().retry(id));
		expect(retried.status).toBe('success');
		expect(outputOf(retried, 'Generate')[0]).toHaveLength(prompts.length);
	});
});

describe.each(['filesystem', 'database'])('with files in the %s', (mode) => {
	const queueMode = useStarted(
		async () => await QueueMode.start({ workers: 1, env: { N8N_DEFAULT_BINARY_DATA_MODE: mode } }),
	);

	test('a picture that a worker has downloaded is served by the main process', async () => {
		const { playground, workers } = queueMode();
		const options = { downloadFiles: true };
		const generate = quickRouter('Generate', { prompt: 'a red kite', options });
		const { rest } = playground.n8n;
		const id = await rest.run(await playground.import(withItems(chain(generate), [{}])), START);
		const [picture] = outputOf(await rest.ended(id), 'Generate')[0] ?? [];
		const file = picture?.binary?.data;
		expect(file?.id).toMatch(new RegExp(`^${mode}`));
		const bytes = await rest.bytes(`/rest/binary-data?action=view&id=${file?.id}`);
		expect((await sharp(bytes).metadata()).format).toBe('jpeg');
		expect(workers[0]?.output).toContain(`Worker finished execution ${id}`);
	});
});
