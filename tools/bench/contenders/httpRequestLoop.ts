import {
	NodeConnectionTypes,
	type IConnection,
	type INode,
	type INodeParameters,
	type INodeType,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { QuickRouterApi } from '../../../credentials/QuickRouterApi.credentials';
import { runWorkflow, TRIGGER_TYPE, type WorkflowJson } from '../../../test/harness/engine';
import type { NodePackage } from '../../../test/harness/package';
import { node } from '../../../test/harness/workflow';
import { requireInstalled } from '../installed';
import { ENDPOINT, type Contender, type Result, type Work } from './contender';

/** How long the loop waits before it polls: the Wait node's own default. */
const WAIT_S = 5;

const HTTP_REQUEST_TYPE = 'n8n-nodes-base.httpRequest';
const WAIT_TYPE = 'n8n-nodes-base.wait';
const IF_TYPE = 'n8n-nodes-base.if';

/** n8n's own nodes, and the credential that HTTP Request can borrow. */
const nodePackage: NodePackage = {
	nodes: {
		[HTTP_REQUEST_TYPE]: baseNode('HttpRequest'),
		[WAIT_TYPE]: baseNode('Wait'),
		[IF_TYPE]: baseNode('If'),
	},
	credentials: { quickRouterApi: new QuickRouterApi() },
};

/**
 * n8n's own way, without a node for the relay: submit, then wait and poll, until all are done. The
 * items that are done leave the loop, and the others go round again, all of them together. A request
 * that fails on the runner goes round for ever, as it does in such a workflow.
 */
export const httpRequestLoop: Contender = {
	run: async (work) => {
		const run = await runWorkflow(loop(work), {
			package: nodePackage,
			credential: { apiKey: work.apiKey, baseUrl: work.relayUrl },
			items: work.prompts.map((prompt) => ({ json: { prompt } })),
		});
		const { runData, error } = run.data.resultData;
		if (error) throw new Error(`The workflow failed: ${error.message}`);
		const done = (runData.Done ?? []).flatMap(({ data }) => data?.main?.[0] ?? []);
		return done.flatMap(({ json }) => (json.body as Result).images.map(({ url }) => url));
	},
};

function loop({ relayUrl }: Work): WorkflowJson {
	return {
		name: 'HTTP Request loop',
		nodes: [
			node('Start', TRIGGER_TYPE, {}),
			request('Submit', {
				method: 'POST',
				url: `${relayUrl}/${ENDPOINT}`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ { prompt: $json.prompt } }}',
			}),
			node('Wait', WAIT_TYPE, { amount: WAIT_S }, { typeVersion: 1.1 }),
			request('Poll', {
				url: `=${relayUrl}/fal-ai/auto/requests/{{ $('Submit').item.json.request_id }}`,
				options: { response: { response: { fullResponse: true, neverError: true } } },
			}),
			node(
				'Done',
				IF_TYPE,
				{
					conditions: {
						combinator: 'and',
						conditions: [
							{
								leftValue: '={{ $json.body.images }}',
								operator: { type: 'array', operation: 'exists', singleValue: true },
							},
						],
						options: { version: 3 },
					},
				},
				{ typeVersion: 2.3 },
			),
		],
		connections: {
			Start: { main: [to('Submit')] },
			Submit: { main: [to('Wait')] },
			Wait: { main: [to('Poll')] },
			Poll: { main: [to('Done')] },
			Done: { main: [[], to('Wait')] },
		},
	};
}

/** With the items side by side, as HTTP Request sends them unless it is given batches. */
function request(name: string, parameters: INodeParameters): INode {
	return node(
		name,
		HTTP_REQUEST_TYPE,
		{
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'quickRouterApi',
			...parameters,
		},
		{ typeVersion: 4.5 },
	);
}

function to(name: string): IConnection[] {
	return [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
}

/** One of n8n's own nodes, in its newest version. */
function baseNode(className: string): INodeType {
	const file = `n8n-nodes-base/dist/nodes/${className}/${className}.node.js`;
	const exported = requireInstalled(file) as Record<
		string,
		new () => INodeType | IVersionedNodeType
	>;
	const Class = exported[className];
	if (!Class) throw new Error(`${file} exports no class ${className}`);
	const created = new Class();
	return 'nodeVersions' in created ? created.getNodeType() : created;
}
