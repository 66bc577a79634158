import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { TRIGGER_TYPE, triggerOf, type WorkflowJson } from './engine';

/** A node as it stands in a workflow. */
export function node(
	name: string,
	type: string,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...settings };
}

/** A QuickRouter node as it stands in a workflow. */
export function quickRouter(
	name: string,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): INode {
	return node(name, 'n8n-nodes-quickrouter.quickRouter', parameters, settings);
}

/** Name of the trigger in a chain. */
export const START = 'Start';

/** A workflow of a trigger and these nodes, one after the other. */
export function chain(...nodes: INode[]): WorkflowJson {
	const all = [node(START, TRIGGER_TYPE, {}), ...nodes];
	const connections: WorkflowJson['connections'] = {};
	all.forEach(({ name }, index) => {
		const next = all[index + 1];
		if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	return { name: 'Test', nodes: all, connections };
}

/** The workflow with these items pinned to its trigger, which emits them in place of its own. */
export function withItems(workflow: WorkflowJson, items: IDataObject[]): WorkflowJson {
	const pinned = items.map((json) => ({ json }));
	return { ...workflow, pinData: { [triggerOf(workflow).name]: pinned } };
}
