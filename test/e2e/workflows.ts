import type { INodeParameters } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/engine';
import { node, quickRouter } from '../harness/workflow';
import type { N8n } from './n8n';
import { until } from './until';

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

/** A production workflow: it generates an image of each prompt in a list that is posted to its webhook. */
export function webhookOf(path: string): WorkflowJson {
	return {
		name: path,
		nodes: [
			node(
				'Prompts',
				'n8n-nodes-base.webhook',
				{ path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
				{ typeVersion: 2, webhookId: path },
			),
			node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.prompts', options: {} }),
			quickRouter('Generate', { prompt: "={{ $json['body.prompts'] }}" }),
		],
		connections: {
			Prompts: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: { main: [[{ node: 'Generate', type: 'main', index: 0 }]] },
		},
	};
}

/** Posts a list of prompts to the webhook of a workflow that is active. */
export async function postPrompts({ url }: N8n, path: string, prompts: string[]): Promise<void> {
	const post = {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ prompts }),
	};
	// A webhook that was just activated may be a moment late
	await until('the webhook', async () => (await fetch(`${url}/webhook/${path}`, post)).ok);
}
