import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IPinData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { TestCredentials } from './credentials';
import { describeNode } from './describeNode';
import type { NodePackage } from './package';

/** A workflow as it is exported from the editor. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
}

export interface RunOptions {
	package: NodePackage;
	/** What the QuickRouter credential holds, or why it cannot be read. */
	credential: ICredentialDataDecryptedObject | Error;
	/** What the trigger emits, in place of the workflow's pinned data. */
	items?: INodeExecutionData[];
	/** Gets what nodes write to the editor's console. */
	onMessage?: (nodeName: string, message: string) => void;
	/** How the workflow is run (default manual, as the editor's button does). */
	mode?: WorkflowExecuteMode;
	/** Gets the execution, to stop it. */
	onStart?: (execution: { cancel: () => void; ended: Promise<unknown> }) => void;
}

/** Presses Stop as soon as something is so, or never where the execution ends before. */
export function cancelWhen(isTime: () => boolean): Pick<RunOptions, 'onStart'> {
	return {
		onStart: ({ cancel, ended }) => {
			const timer = setInterval(() => {
				if (!isTime()) return;
				clearInterval(timer);
				cancel();
			}, 2);
			const stop = () => {
				clearInterval(timer);
			};
			ended.then(stop, stop);
		},
	};
}

const STICKY_NOTE_TYPE = 'n8n-nodes-base.stickyNote';
export const TRIGGER_TYPE = 'n8n-nodes-base.manualTrigger';

/** Stands in for n8n's Manual Trigger, which is no part of the engine. */
const trigger: INodeType = {
	description: describeNode('manualTrigger', { group: ['trigger'], inputs: [] }),
	execute: async () => await Promise.resolve([[{ json: {} }]]),
};

/** @throws {Error} where the workflow has no Manual Trigger */
export function triggerOf({ nodes }: WorkflowJson): INode {
	const trigger = nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger) throw new Error('The workflow has no Manual Trigger');
	return trigger;
}

/** Runs a workflow in n8n's engine, from its trigger, as pressing the editor's button does. */
export async function runWorkflow(json: WorkflowJson, options: RunOptions): Promise<IRun> {
	const start = triggerOf(json);
	const items = options.items ?? json.pinData?.[start.name] ?? [{ json: {} }];
	const main = { main: [items] };
	const runData = {
		startData: {},
		resultData: { runData: {}, pinData: { [start.name]: items } },
		executionData: {
			contextData: {},
			nodeExecutionStack: [{ node: start, data: main, source: null }],
			metadata: {},
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	} as unknown as IRunExecutionData;
	return await execute(json, runData, options);
}

/**
 * Retries a failed execution as n8n's Retry does: what was stored of it is read back, the last
 * node's failed run is taken away, and the engine goes on from there.
 */
export async function retryWorkflow(
	json: WorkflowJson,
	failed: IRun,
	options: RunOptions,
): Promise<IRun> {
	const data = JSON.parse(JSON.stringify(failed.data)) as IRunExecutionData;
	const { resultData } = data;
	const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
	if (runs?.at(-1)?.error) runs.pop();
	delete resultData.error;
	// As "Retry with currently saved workflow" does
	const { nodes } = workflowOf(json, options.package.nodes);
	for (const next of data.executionData?.nodeExecutionStack ?? []) {
		next.node = nodes[next.node.name] ?? next.node;
	}
	return await execute(json, data, options);
}

async function execute(
	json: WorkflowJson,
	runData: IRunExecutionData,
	{ package: { nodes, credentials }, credential, onMessage, onStart, mode = 'manual' }: RunOptions,
): Promise<IRun> {
	const workflow = workflowOf(json, nodes);
	const type = credentials.quickRouterApi;
	if (!type) throw new Error('The package has no credential quickRouterApi');
	const hooks = new ExecutionLifecycleHooks(mode, 'execution', {
		id: 'workflow',
		name: 'workflow',
	} as never);
	const sendDataToUI = (_type: string, data: IDataObject | IDataObject[]) => {
		const { source, messages } = data as { source: string; messages: unknown[] };
		const nodeName = /"(.*)"/.exec(source)?.[1] ?? source;
		onMessage?.(
			nodeName,
			messages.map((message) => String(message).replace(/^'|'$/g, '')).join(' '),
		);
	};
	const base = 'http://localhost:5678';
	const additionalData = {
		credentialsHelper: new TestCredentials(type, credential),
		currentNodeExecutionIndex: 0,
		executionId: 'execution',
		formBaseUrl: base,
		formTestBaseUrl: base,
		formWaitingBaseUrl: base,
		hooks,
		instanceBaseUrl: base,
		restApiUrl: base,
		sendDataToUI,
		setExecutionStatus: () => undefined,
		variables: {},
		webhookBaseUrl: base,
		webhookTestBaseUrl: base,
		webhookWaitingBaseUrl: base,
	} as unknown as IWorkflowExecuteAdditionalData;
	const execution = new WorkflowExecute(additionalData, mode, runData);
	const run = execution.processRunExecutionData(workflow);
	onStart?.({
		cancel: () => {
			run.cancel();
		},
		ended: run,
	});
	return await run;
}

function workflowOf(json: WorkflowJson, nodes: Record<string, INodeType>): Workflow {
	return new Workflow({
		id: 'workflow',
		name: json.name,
		nodes: json.nodes.filter(({ type }) => type !== STICKY_NOTE_TYPE).map(withCredential),
		connections: json.connections,
		active: false,
		nodeTypes: nodeTypesOf({ ...nodes, [TRIGGER_TYPE]: trigger }),
		settings: { executionOrder: 'v1' },
	});
}

/** Chooses the one credential there is, as a user does after importing a workflow. */
function withCredential(node: INode): INode {
	if (node.type === TRIGGER_TYPE) return node;
	return { ...node, credentials: { quickRouterApi: { id: '1', name: 'QuickRouter' } } };
}

function nodeTypesOf(known: Record<string, INodeType>): INodeTypes {
	const get = (type: string): INodeType => {
		const found = known[type];
		if (!found) throw new Error(`There is no node of type ${type}`);
		return found;
	};
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}

/** The items that a node emitted, by its outputs. */
export function outputOf(run: Pick<IRun, 'data'>, nodeName: string): INodeExecutionData[][] {
	const outputs = run.data.resultData.runData[nodeName]?.at(-1)?.data?.main ?? [];
	return outputs.map((items) => items ?? []);
}
