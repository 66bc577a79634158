import type { INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/engine';

/** Changes a node's parameters, as a user does after importing a workflow. */
export function withParameters(
	workflow: WorkflowJson,
	name: string,
	parameters: INodeParameters,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) =>
		node.name === name ? { ...node, parameters: { ...node.parameters, ...parameters } } : node,
	);
	return { ...workflow, nodes };
}
