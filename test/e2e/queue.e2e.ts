import sharp from 'sharp';

import { outputOf, type WorkflowJson } from '../harness/engine';
import { chain, node, quickRouter } from '../harness/workflow';
import { example } from './playground';
import { QueueMode } from './queueMode';
import { until } from './until';
import { withParameters } from './workflows';

const EXECUTIONS = 60;
const PICTURES = 5;
const START = 'Start';
const MANUAL = 'When clicking ‘Execute workflow’';

/** n8n notices soon that a worker is gone; by default it takes one to two minutes. */
const NOTICES_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '4000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

let runTimeMs = 1_000;
let queueMode: QueueMode;
const emulator = () => queueMode.playground.emulator;
const rest = () => queueMode.playground.n8n.rest;

beforeAll(async () => {
	queueMode = await QueueMode.start({
		workers: 1,
		emulator: { runTimeMs: () => runTimeMs, capacity: Infinity },
		env: NOTICES_SOON,
	});
});
afterAll(async () => {
	await queueMode.end();
});
beforeEach(() => {
	emulator().calls.all.length = 0;
});
afterEach(() => {
	expect(emulator().calls.unexpected).toEqual([]);
});

const submitted = () =>
	emulator().calls.submits.map(({ body }) => (body as { prompt: string }).prompt);

/** A batch that begins when a list of prompts is posted to n8n. */
const batch: WorkflowJson = {
	name: 'Batch',
	nodes: [
		node(
			'Prompts',
			'n8n-nodes-base.webhook',
			{ path: 'batch', httpMethod: 'POST', responseMode: 'onReceived', options: {} },
			{ typeVersion: 2, webhookId: 'batch' },
		),
		node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.prompts', options: {} }),
		quickRouter('Generate', { prompt: "={{ $json['body.prompts'] }}" }),
	],
	connections: {
		Prompts: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
		Split: { main: [[{ node: 'Generate', type: 'main', index: 0 }]] },
	},
};

/** Posts all batches at once; gives how long they took together, in milliseconds. */
async function runBatches(name: string): Promise<number> {
	const { url } = queueMode.playground.n8n;
	const startMs = performance.now();
	const posts = Array.from({ length: EXECUTIONS }, async (_, execution) => {
		const prompts = Array.from(
			{ length: PICTURES },
			(__, index) => `${name} ${execution}.${index}`,
		);
		const post = {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ prompts }),
		};
		// A webhook that was just activated may be a moment late
		await until(
			'the webhook',
			async () => (await fetch(`${url}/webhook/batch`, post)).ok || undefined,
		);
	});
	await Promise.all(posts);
	await until('all executions', async () => {
		const executions = await rest().executions();
		return executions.every(({ status }) => status === 'success') || undefined;
	});
	return performance.now() - startMs;
}

test('sixty executions, with one worker and with two: every picture is there, and paid for once', async () => {
	await rest().activate(await queueMode.playground.import(batch));
	const oneMs = await runBatches('one');
	await queueMode.startWorkers(1);
	const twoMs = await runBatches('two');

	expect(new Set(submitted()).size).toBe(2 * EXECUTIONS * PICTURES);
	expect(submitted()).toHaveLength(2 * EXECUTIONS * PICTURES);
	const executions = (await rest().executions()).slice(0, EXECUTIONS);
	for (const { id } of executions) {
		const pictures = outputOf(await rest().execution(id), 'Generate')[0] ?? [];
		expect(pictures.map(({ json }) => typeof json.url)).toEqual(Array(PICTURES).fill('string'));
	}
	const worked = queueMode.workers.map(
		({ output }) => output.match(/Worker finished/g)?.length ?? 0,
	);
	expect(Math.min(...worked)).toBeGreaterThan(0);
	const perSecond = (ms: number) => ((1_000 * EXECUTIONS * PICTURES) / ms).toFixed(1);
	console.log(
		`Pictures a second: ${perSecond(oneMs)} with one worker, ${perSecond(twoMs)} with two (${(oneMs / twoMs).toFixed(2)} times as many)`,
	);
});

test('a worker that is killed in mid-run: the execution fails, and nothing is paid for twice', async () => {
	runTimeMs = 60_000;
	const prompts = ['killed one', 'killed two', 'killed three'];
	const pinData = { [START]: prompts.map((prompt) => ({ json: { prompt } })) };
	const workflow = {
		...chain(quickRouter('Generate', { prompt: '={{ $json.prompt }}' })),
		pinData,
	};
	const id = await rest().run(await queueMode.playground.import(workflow), START);
	await until('all are submitted', () => submitted().length === prompts.length || undefined);
	await queueMode.killWorkerOf(id);

	const failed = await rest().ended(id);
	expect(failed.status).toBe('error');
	expect(failed.data.resultData.error?.message).toMatch(/failed to be processed too many times/);
	expect((await rest().ended(await rest().retry(id))).status).toBe('error');
	expect(submitted().sort()).toEqual(prompts.sort());
});

test('every process is killed between submit and fetch: nothing is lost, or paid for twice', async () => {
	runTimeMs = 1_000;
	const workflow = withParameters(example('durable-batch'), 'Wait', {
		amount: 66,
		unit: 'seconds',
	});
	const id = await rest().run(await queueMode.playground.import(workflow), MANUAL);
	await until(
		'it waits',
		async () => (await rest().execution(id)).status === 'waiting' || undefined,
	);
	await queueMode.killAll();
	await queueMode.playground.startAgain();
	await queueMode.startWorkers(1);

	const execution = await rest().ended(id);
	expect(execution.status).toBe('success');
	const requestIds = outputOf(execution, 'Submit')[0]?.map(({ json }) => json.requestId);
	const fetched = outputOf(execution, 'Fetch')[0] ?? [];
	expect(fetched.map(({ json }) => json.requestId)).toEqual(requestIds);
	expect(fetched.every(({ json }) => typeof json.url === 'string')).toBe(true);
	expect(submitted()).toHaveLength(3);
}, 300_000);

describe.each(['filesystem', 'database'])('with files in the %s', (mode) => {
	let withFiles: QueueMode;
	beforeAll(async () => {
		withFiles = await QueueMode.start({
			workers: 1,
			env: { N8N_DEFAULT_BINARY_DATA_MODE: mode },
		});
	});
	afterAll(async () => {
		await withFiles.end();
	});

	test('a picture that a worker has downloaded is served by the main process', async () => {
		const { playground } = withFiles;
		const options = { downloadImages: true };
		const workflow = chain(quickRouter('Generate', { prompt: 'a red kite', options }));
		const pinData = { [START]: [{ json: {} }] };
		const { rest } = playground.n8n;
		const id = await rest.run(await playground.import({ ...workflow, pinData }), START);
		const [picture] = outputOf(await rest.ended(id), 'Generate')[0] ?? [];
		const file = picture?.binary?.data;
		expect(file?.id).toMatch(new RegExp(`^${mode}`));
		const bytes = await rest.bytes(`/rest/binary-data?action=view&id=${file?.id}`);
		expect((await sharp(bytes).metadata()).format).toBe('jpeg');
		expect(withFiles.workers[0]?.output).toContain(`Worker finished execution ${id}`);
	});
});
