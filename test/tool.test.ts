import { getSchema } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Misbehaviour } from '../emulator/faults';
import { operations } from '../nodes/QuickRouter/catalog';
import { propertiesOf } from '../nodes/QuickRouter/form/properties';
import type { Operation } from '../nodes/QuickRouter/operations/operation';
import { Ledger } from '../nodes/QuickRouter/queue/ledger';
import type { LedgerStore } from '../nodes/QuickRouter/queue/storedLedger';
import { runWorkflow } from './harness/engine';
import { ranOf, sources, useEmulator } from './harness/node';
import { items, parameters, submitted } from './harness/prompts';
import { chain, quickRouter } from './harness/workflow';

const TO_NODE = { node: 'Node', type: 'main', index: 0 } as const;

const emulator = useEmulator({ runTimeMs: 100 });

describe("an agent's tool", () => {
	const type = 'n8n-nodes-quickrouter.quickRouterTool';
	const runTwice = async (more: INodeParameters = {}) => await runTimes(2, more);
	const runTimes = async (times: number, more: INodeParameters, retry: Partial<INode> = {}) => {
		const settings: Partial<INode> = { type, onError: 'continueRegularOutput', ...retry };
		const workflow = chain(quickRouter('Node', { ...parameters, ...more }, settings));
		const again = Array.from({ length: times - 1 }, () => ({ ...TO_NODE }));
		workflow.connections.Start?.main?.[0]?.push(...again);
		const [node] = Object.values(sources.nodes);
		const run = await runWorkflow(workflow, {
			package: { ...sources, nodes: node ? { [type]: node } : {} },
			credential: { apiKey: emulator().key, baseUrl: emulator().url },
			items: items.slice(0, 1).map((json) => ({ json })),
		});
		return ranOf(emulator(), workflow, run);
	};

	test('that tries again, which n8n counts as another run, does not pay again', async () => {
		emulator().misbehave({ on: 'submit', afterwards: true, does: 'reset' });
		const { json } = await runTwice();
		expect(submitted(emulator())).toEqual(['one']);
		expect(json[0]?.error).toContain('earlier try');
	});

	test('that calls it for something else in between does not pay again', async () => {
		const lost = { on: 'submit', afterwards: true, does: 'reset' } as const;
		emulator().misbehave(lost);
		const prompt = "={{ ['lost', 'made', 'lost'][$runIndex] }}";
		const { run } = await runTimes(3, { prompt });
		expect(submitted(emulator())).toEqual(['lost', 'made']);
		const ends = run.data.resultData.runData.Node?.map(({ data }) => data?.main?.[0]?.[0]?.json);
		expect(ends).toMatchObject([
			{ error: expect.stringContaining('did not answer') as string },
			{ url: expect.any(String) as string },
			{ error: expect.stringContaining('earlier try') as string },
		]);
	});

	describe('with Retry On Fail, whose tries are one call', () => {
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		beforeEach(() => {
			emulator().misbehave({ on: 'submit', afterwards: true, does: 'reset' });
		});

		test('does not pay again for what is lost', async () => {
			const { json } = await runTimes(2, { options: { maxFiles: 2 } }, retry);
			expect(submitted(emulator())).toEqual(['one']);
			expect(json).toHaveLength(1);
			expect(json[0]?.error).toContain('earlier try');
		});

		test('pays again when it is called once more after it was told', async () => {
			const { json } = await runTimes(3, { options: { maxFiles: 3 } }, retry);
			expect(submitted(emulator())).toEqual(['one', 'one']);
			expect(json).toMatchObject([{ url: expect.any(String) as string }]);
		});
	});

	test('gets what an agent needs, and no files', async () => {
		const { items } = await runTwice({ numImages: 2, options: { downloadFiles: true } });
		const image = {
			url: expect.stringContaining('/files/') as string,
			width: 1024,
			height: 768,
			seed: expect.any(Number) as number,
			requestId: expect.any(String) as string,
			nsfw: false,
		};
		expect(items).toEqual([0, 1].map(() => ({ json: image, pairedItem: { item: 0 } })));
		expect(emulator().calls.of('file')).toEqual([]);
	});

	test('is told by an error what happened, and what to do', async () => {
		const { json } = await runTwice({ numImages: 9 });
		expect(json[0]).toEqual({
			error:
				"'Number of Images' must be a whole number from 1 to 4, but is 9. Change the field or its expression. Nothing was submitted for this item.",
			requestId: null,
		});
		expect(JSON.stringify(json[0]).length).toBeLessThan(400);
	});

	const OF_QUICKROUTER = { error: { message: 'dial tcp: ECONNREFUSED' } };
	test.each<[string, Misbehaviour]>([
		['QuickRouter did not answer the request: the connection was closed.', 'reset'],
		[
			'QuickRouter did not accept the request: dial tcp: network error.',
			{ status: 400, body: OF_QUICKROUTER },
		],
	])('is told no network code: %s', async (told, does) => {
		emulator().misbehave({ on: 'submit', does });
		const { json } = await runTimes(1, {});
		expect(json).toHaveLength(1);
		expect(json[0]?.error).toContain(told);
		expect(json[0]?.error).not.toContain('ECONN');
	});

	test('that is called again after a success makes another picture', async () => {
		await runTwice();
		expect(submitted(emulator())).toEqual(['one', 'one']);
	});
});

describe('what an agent is told of the tool', () => {
	/** The fields that a user has left to the agent, as n8n makes a schema of them. */
	const schemaOf = ({ form, operation, resource }: Operation) => {
		const left = (shown: INodeProperties[]) =>
			Object.fromEntries(
				shown
					.filter(({ type }) => !['collection', 'fixedCollection', 'notice'].includes(type))
					.map(({ name, displayName, description = '' }) => {
						const key = displayName.replace(/\W/g, '_');
						return [name, `={{ $fromAI('${key}', \`${description.replace(/[`']/g, '')}\`) }}`];
					}),
			);
		const shown = propertiesOf(form, {});
		const added = shown.find(({ name }) => name === 'additionalFields')?.options ?? [];
		const fields = { ...left(shown), additionalFields: left(added as INodeProperties[]) };
		return getSchema(quickRouter('Node', { resource, operation, ...fields }));
	};

	test.each(operations.map((operation) => [operation.displayName, operation] as const))(
		'%s can leave all its fields to an agent, which are not many',
		(_name, operation) => {
			const { shape } = schemaOf(operation);
			const told = Object.entries(shape).map(([key, { description }]) => `${key} ${description}`);
			expect(told.join('\n').length).toBeLessThan(1_800);
		},
	);
});

describe('calls side by side over one store', () => {
	const entry = { item: 0, endpoint: 'fal-ai/x', bodyHash: 'h' };

	test('keep their entries apart, and leave what has not succeeded to the next', () => {
		const store: LedgerStore = {};
		const [first, second] = [new Ledger(store, 'tool'), new Ledger(store, 'tool')];
		const lost = first.open(entry);
		expect(second.claim({ bodyHash: 'h' }, 0)).toBeUndefined();
		const made = second.open(entry);
		expect(made).not.toBe(lost);
		second.end(true, new Set());
		first.note(lost, { requestId: '7' });
		first.end(false, new Set());
		const third = new Ledger(store, 'tool');
		expect(third.claim({ bodyHash: 'h' }, 0)).toEqual({ key: lost, isOtherBody: false });
		expect(third.get(lost).requestId).toBe('7');
		third.end(true, new Set());
		expect(store).toEqual({});
	});

	test('forget what is their own only', () => {
		const store: LedgerStore = {};
		const first = new Ledger(store, 'tool', '0');
		const lost = first.open(entry);
		first.end(false, new Set());
		const second = new Ledger(store, 'tool', '0');
		second.open({ ...entry, bodyHash: 'other' });
		second.end(true, new Set());
		const third = new Ledger(store, 'tool', '0');
		expect(third.claim({ bodyHash: 'h' }, 0)).toMatchObject({ key: lost });
	});

	test('touch nothing of another run, however late they come', () => {
		const store: LedgerStore = {};
		const earlier = new Ledger(store, '0');
		const late = earlier.open(entry);
		const later = new Ledger(store, '1');
		const current = later.open(entry);
		expect(earlier.has(`${late}9`)).toBe(false);
		earlier.end(true, new Set());
		expect(later.get(current)).toEqual({ run: '1', ...entry });
		later.end(true, new Set());
		expect(earlier.has(late)).toBe(false);
		expect(store).toEqual({});
	});
});
