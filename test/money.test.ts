import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { RUNNER_CRASHED, type Misbehaviour } from '../emulator/faults';
import * as item from '../nodes/QuickRouter/execution/item';
import * as words from '../nodes/QuickRouter/execution/words';
import * as download from '../nodes/QuickRouter/files/download';
import * as output from '../nodes/QuickRouter/output/items';
import * as poll from '../nodes/QuickRouter/queue/poll';
import * as submit from '../nodes/QuickRouter/queue/submit';
import * as answer from '../nodes/QuickRouter/relay/answer';
import { runWorkflow } from './harness/engine';
import { ranOf, retryNodes, runNodes, sources, useEmulator, type Ran } from './harness/node';
import { asksFor, items, parameters, promptOf, prompts, submitted } from './harness/prompts';
import { chain, quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 30 });
const retried: Partial<INode> = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
const LOST: Misbehaviour = 'reset';

/** Runs a node several times in one execution, each with all items. */
async function runTimes(
	times: number,
	more: INodeParameters = {},
	settings: Partial<INode> = { onError: 'continueRegularOutput' },
): Promise<Ran & { runs: (IDataObject[] | undefined)[] }> {
	const workflow = chain(quickRouter('Node', { ...parameters, ...more }, settings));
	const again = Array.from({ length: times - 1 }, () => ({
		...({ node: 'Node', type: 'main', index: 0 } as const),
	}));
	workflow.connections.Start?.main?.[0]?.push(...again);
	const run = await runWorkflow(workflow, {
		package: sources,
		credential: { apiKey: emulator().key, baseUrl: emulator().url },
		items: items.map((json) => ({ json })),
	});
	const runs = run.data.resultData.runData.Node?.map(({ data }) =>
		data?.main?.[0]?.map(({ json }) => json),
	);
	return { ...ranOf(emulator(), workflow, run), runs: runs ?? [] };
}

describe('whatever throws while a run is at work', () => {
	afterEach(() => {
		jest.restoreAllMocks();
	});

	const steps: [string, () => jest.SpyInstance][] = [
		['sending a submit', () => jest.spyOn(submit, 'submit')],
		['polling', () => jest.spyOn(poll, 'pollUntilFinished')],
		['reading an answer', () => jest.spyOn(answer, 'readAnswer')],
		['making items', () => jest.spyOn(output, 'finishedJson')],
		['finishing an item', () => jest.spyOn(item, 'finishItem')],
		['downloading', () => jest.spyOn(download, 'download')],
		['wording an error', () => jest.spyOn(words, 'inWords')],
	];

	test.each(steps)(
		'%s: is the end of that item alone, and nothing goes on after',
		async (_, spy) => {
			emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
			spy().mockImplementationOnce(() => {
				throw new TypeError('a fault of ours');
			});
			const options = { concurrency: 2, downloadFiles: true, timeout: 30 };
			const node = (onError: INode['onError']) =>
				quickRouter('Node', { ...parameters, options }, { onError });
			const ran = await runNodes(emulator(), node('continueRegularOutput'), items);
			const { calls } = emulator();
			const count = calls.all.length;
			const failed = ran.json.filter(({ error }) => error !== undefined);
			expect(ran.json).toHaveLength(items.length);
			expect(failed.length).toBeGreaterThanOrEqual(1);
			expect(failed.length).toBeLessThanOrEqual(2);
			expect(JSON.stringify(failed)).toContain('a fault of ours');
			await new Promise((resolve) => setTimeout(resolve, 100));
			expect(calls.all).toHaveLength(count);
			expect(new Set(submitted(emulator())).size).toBe(calls.submits.length);
		},
	);

	test.each(steps)(
		'%s: ends a run that stops on errors, and a retry pays for nothing twice',
		async (_, spy) => {
			emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
			spy().mockImplementationOnce(() => {
				throw new TypeError('a fault of ours');
			});
			const options = { concurrency: 2, downloadFiles: true, timeout: 30 };
			const node = quickRouter('Node', { ...parameters, options });
			const failed = await runNodes(emulator(), node, items);
			expect(failed.error).toBeDefined();
			await retryNodes(emulator(), node, failed);
			const crashed = submitted(emulator()).filter((prompt) => prompt !== 'two');
			expect(new Set(crashed).size).toBe(crashed.length);
		},
	);
});

describe('expressions that give something else in each try', () => {
	const random = { ...parameters, prompt: '={{ $json.prompt }} {{ Math.random() }}' };
	const firstWord = (body: unknown) => promptOf(body).split(' ')[0] ?? '';
	const sent = () =>
		emulator()
			.calls.submits.map(({ body }) => firstWord(body))
			.sort();

	test('do not make Retry On Fail pay again for what was accepted', async () => {
		let crashed = false;
		emulator().misbehave({
			on: 'result',
			when: () => !crashed,
			does: () => {
				crashed = true;
				return RUNNER_CRASHED;
			},
		});
		const node = quickRouter('Node', random, retried);
		const { json, context, error } = await runNodes(emulator(), node, items);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(items.length);
		expect(context).toEqual({});
		expect(sent()).toHaveLength(items.length + 1);
	});

	test('do not make Retry pay again, and it tells what was delivered', async () => {
		emulator().misbehave({ on: 'result', when: asksFirst('four'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', random);
		const failed = await runNodes(emulator(), node, items);
		expect(failed.error?.message).toMatch(/^The request failed/);
		const { json, run } = await retryNodes(emulator(), node, failed);
		const given = json.map(({ prompt }) => (prompt as string).split(' ')[0]);
		expect(given).toEqual(prompts);
		expect(sent()).toEqual([...prompts, 'four'].sort());
		const hint = run.data.resultData.runData.Node?.at(-1)?.hints?.[0]?.message;
		expect(hint).toMatch(/an expression gave another value in this try/);
	});

	const asksFirst = (word: string) => (call: { path: string }) => {
		const jobs = [...emulator().queue.jobs.values()];
		const id = jobs.find(({ body }) => firstWord(body) === word)?.requestId;
		return id !== undefined && call.path.endsWith(id);
	};

	test('do not replay a refusal: another value is another request', async () => {
		const detail = [{ loc: ['body', 'prompt'], msg: 'Too vague', type: 'value_error' }];
		const does = { status: 422, body: { detail } };
		emulator().misbehave({ on: 'result', when: asksFirst('two'), does });
		const { json } = await runNodes(emulator(), quickRouter('Node', random, retried), items);
		expect(json).toHaveLength(items.length);
		expect(sent()).toEqual([...prompts, 'two'].sort());
	});

	test('are another request in another run of the node', async () => {
		emulator().misbehave({ on: 'submit', afterwards: true, does: LOST });
		const { runs } = await runTimes(2, random);
		expect(runs.map((run) => run?.length)).toEqual([4, 4]);
		expect(sent()).toHaveLength(8);
	});

	test('count for nothing where the user has changed the node', async () => {
		emulator().misbehave({ on: 'result', when: asksFirst('four'), does: RUNNER_CRASHED });
		const failed = await runNodes(emulator(), quickRouter('Node', random), items);
		const changed = { ...random, prompt: '={{ $json.prompt }} at night {{ Math.random() }}' };
		const { json, run } = await retryNodes(emulator(), quickRouter('Node', changed), failed);
		expect(json).toHaveLength(4);
		expect(sent()).toHaveLength(8);
		const hint = run.data.resultData.runData.Node?.at(-1)?.hints?.[0]?.message;
		expect(hint).toMatch(/An earlier try paid for 3 requests that no item asks for now/);
	});
});

describe('further runs of a node in an execution', () => {
	const errorsIn = (run: IDataObject[] | undefined) =>
		run?.map(({ error }) => (error as IDataObject | undefined)?.message);

	test('get what an earlier run left unfinished, and generate again what was delivered', async () => {
		const body = { status: 'IN_PROGRESS' };
		let isFirst = true;
		emulator().misbehave({
			on: 'result',
			times: 99,
			when: (call) => isFirst && asksFor(emulator, 'two')(call),
			does: { status: 202, body },
		});
		emulator().misbehave({
			on: 'cancel',
			does: () => {
				isFirst = false;
				return { status: 400, body: { status: 'ALREADY_COMPLETED' } };
			},
		});
		const { runs } = await runTimes(2, { options: { timeout: 2 } });
		expect(errorsIn(runs[0])?.filter((message) => message !== undefined)).toHaveLength(1);
		expect(errorsIn(runs[1])).toEqual([undefined, undefined, undefined, undefined]);
		expect(submitted(emulator())).toEqual(['one', 'three', 'four', ...prompts].sort());
	});

	test('do not send again what is unclear or refused, as often as it was', async () => {
		const when = ({ body }: { body?: unknown }) => promptOf(body) === 'two';
		emulator().misbehave({ on: 'submit', when, afterwards: true, does: LOST });
		const detail = [{ loc: ['body', 'prompt'], msg: 'Too vague', type: 'value_error' }];
		const does = { status: 422, body: { detail } };
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'three'), does });
		const { runs } = await runTimes(3);
		for (const run of runs.slice(1)) {
			const [, two, three] = errorsIn(run) ?? [];
			expect(two).toMatch(/sent in an earlier try/);
			expect(three).toMatch(/Too vague/);
		}
		const sent = submitted(emulator());
		expect(sent.filter((prompt) => prompt === 'two')).toHaveLength(1);
		expect(sent.filter((prompt) => prompt === 'three')).toHaveLength(1);
	});
});

test('Raw output keeps what was received for a retry after QuickRouter has forgotten it', async () => {
	emulator().misbehave({ on: 'result', when: asksFor(emulator, 'four'), does: RUNNER_CRASHED });
	const options = { concurrency: 1, timeout: 30 };
	const node = quickRouter('Node', { ...parameters, output: 'raw', options });
	const failed = await runNodes(emulator(), node, items);
	const forgotten = { status: 404, body: { detail: 'Request not found' } };
	const isOld = (call: { path: string }) =>
		['one', 'two', 'three'].some((prompt) => asksFor(emulator, prompt)(call));
	emulator().misbehave({ on: 'result', times: 999, when: isOld, does: forgotten });
	const { json } = await retryNodes(emulator(), node, failed);
	expect(json.map(({ prompt }) => prompt)).toEqual(prompts);
	expect(submitted(emulator())).toEqual([...prompts, 'four'].sort());
});

test('one request ID for two different prompts is an error that names both items', async () => {
	const handle = { status: 200, body: { status: 'IN_QUEUE', request_id: '7' } };
	emulator().misbehave({ on: 'submit', times: 2, does: handle });
	const image = { status: 200, body: { images: [{ url: 'https://example.com/a.png' }] } };
	emulator().misbehave({ on: 'result', times: 9, does: image });
	const node = quickRouter(
		'Node',
		{ ...parameters, options: { concurrency: 1 } },
		{ onError: 'continueRegularOutput' },
	);
	const { json } = await runNodes(emulator(), node, items.slice(0, 2));
	expect(json[0]).toMatchObject({ url: 'https://example.com/a.png' });
	expect((json[1]?.error as IDataObject).message).toBe(
		'QuickRouter gave this request the same ID as item 0: 7. It may have been accepted and charged [item 1]',
	);
});

describe('a ledger that is damaged', () => {
	const broken: [string, unknown][] = [
		['text', 'x'],
		['a list', [1, 2]],
		['null', null],
		['foreign entries', { version: 9, nextEntry: 'x', entries: { a: 7, b: null, __proto__: {} } }],
		['entries that are a text', { entries: 'none' }],
	];

	test.each(broken)('%s: runs all the same', async (_name, ledger) => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', parameters);
		const failed = await runNodes(emulator(), node, items);
		const context = failed.run.data.executionData?.contextData['node:Node'];
		if (context) context.ledger = ledger as IDataObject;
		const { json, error } = await retryNodes(emulator(), node, failed);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(4);
	});

	test('keeps the entries that can be read', async () => {
		emulator().misbehave({ on: 'result', when: asksFor(emulator, 'two'), does: RUNNER_CRASHED });
		const node = quickRouter('Node', parameters);
		const failed = await runNodes(emulator(), node, items);
		const context = failed.run.data.executionData?.contextData['node:Node'];
		const { entries } = context?.ledger as { entries: IDataObject };
		entries.odd = { item: 'x' };
		await retryNodes(emulator(), node, failed);
		expect(submitted(emulator())).toEqual([...prompts, 'two'].sort());
	});
});
