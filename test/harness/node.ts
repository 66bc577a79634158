import { inspect } from 'node:util';

import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';

import { QuickRouterApi } from '../../credentials/QuickRouterApi.credentials';
import { QuickRouter } from '../../nodes/QuickRouter/QuickRouter.node';
import { Emulator, type EmulatorOptions } from '../../emulator/emulator';
import { outputOf, retryWorkflow, runWorkflow, type RunOptions, type WorkflowJson } from './engine';
import type { NodePackage } from './package';
import { chain } from './workflow';

/** The package's sources, as n8n would load them. */
export const sources: NodePackage = {
	nodes: { 'n8n-nodes-quickrouter.quickRouter': new QuickRouter() },
	credentials: { quickRouterApi: new QuickRouterApi() },
};

/** An emulator for each test; it fails a test in which a call was made that nobody expected. */
export function useEmulator(options: EmulatorOptions = {}): () => Emulator {
	let emulator: Emulator | undefined;
	beforeEach(async () => {
		emulator = await Emulator.start(options);
	});
	afterEach(async () => {
		await emulator?.close();
		expect(emulator?.calls.unexpected).toEqual([]);
	});
	return () => {
		if (!emulator) throw new Error('There is no emulator outside of a test');
		return emulator;
	};
}

export interface Ran {
	run: IRun;
	/** The JSON of the items that the last node emitted. */
	json: IDataObject[];
	items: INodeExecutionData[];
	/** What came out of the last node's error output. */
	errorItems: INodeExecutionData[];
	/** What ended the execution. */
	error?: { message: string; description?: string | null; context?: IDataObject };
	/** What the last node left in its context. */
	context?: unknown;
}

/** Runs these nodes on these items, with the emulator's key. */
export async function runNodes(
	emulator: Emulator,
	nodes: INode | INode[],
	items: IDataObject[] = [{}],
	options: Partial<RunOptions> = {},
): Promise<Ran> {
	const workflow = chain(...[nodes].flat());
	const defaults = defaultOptions(emulator);
	const run = await runWorkflow(workflow, {
		...defaults,
		items: items.map((json) => ({ json })),
		...options,
	});
	return ranOf(emulator, workflow, run);
}

/** Retries a failed execution of these nodes, as the button in n8n's list of executions does. */
export async function retryNodes(
	emulator: Emulator,
	nodes: INode | INode[],
	failed: Ran,
	options: Partial<RunOptions> = {},
): Promise<Ran> {
	const workflow = chain(...[nodes].flat());
	const defaults = defaultOptions(emulator);
	const run = await retryWorkflow(workflow, failed.run, { ...defaults, ...options });
	return ranOf(emulator, workflow, run);
}

function defaultOptions(emulator: Emulator): RunOptions {
	return { package: sources, credential: { apiKey: emulator.key, baseUrl: emulator.url } };
}

/** What there is to look at in a run; no trace of the key may be left in it. */
export function ranOf(emulator: Emulator, { nodes }: WorkflowJson, run: IRun): Ran {
	expect(
		inspect(run, { depth: 20, maxArrayLength: Infinity, maxStringLength: Infinity }),
	).not.toContain(emulator.key);
	const name = nodes.at(-1)?.name ?? '';
	const [emitted = [], errorItems = []] = outputOf(run, name);
	return {
		run,
		items: emitted,
		json: emitted.map(({ json }) => json),
		errorItems,
		error: run.data.resultData.error as Ran['error'],
		context: run.data.executionData?.contextData[`node:${name}`],
	};
}
