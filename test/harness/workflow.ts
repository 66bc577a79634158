import type { INode, INodeParameters } from 'n8n-workflow';

import { TRIGGER_TYPE, type WorkflowJson } from './engine';

/** A QuickRouter node as it stands in a workflow. */
export function quickRouter(
	name: string,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): INode {
	return {
		id: name,
		name,
		type: 'n8n-nodes-quickrouter.quickRouter',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...settings,
	};
}

/** A workflow of a trigger and these nodes, one after the other. */
export function chain(...nodes: INode[]): WorkflowJson {
	const start: INode = {
		id: 'Start',
		name: 'Start',
		type: TRIGGER_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const all = [start, ...nodes];
	const connections: WorkflowJson['connections'] = {};
	all.forEach(({ name }, index) => {
		const next = all[index + 1];
		if (next) connections[name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	});
	return { name: 'Test', nodes: all, connections };
}
