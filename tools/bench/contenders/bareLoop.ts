import { setTimeout as sleep } from 'node:timers/promises';

import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import pLimit from 'p-limit';

import { QuickRouterApi } from '../../../credentials/QuickRouterApi.credentials';
import { describeNode } from '../../../test/harness/describeNode';
import { outputOf, runWorkflow } from '../../../test/harness/engine';
import { chain, node } from '../../../test/harness/workflow';
import { ENDPOINT, type Contender, type Result } from './contender';

const TYPE = 'bench.bareLoop';
const FIRST_POLL_MS = 200;
/** How much later, by its age, each further poll of a request comes. */
const LATER = 1.35;

/** A node that does nothing but the calls: a submit, and polls until there is a result. */
const bareNode: INodeType = {
	description: describeNode('bareLoop', {
		credentials: [{ name: 'quickRouterApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Prompt', name: 'prompt', type: 'string', default: '' },
			{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 10 },
		],
	}),
	async execute(this: IExecuteFunctions) {
		const url = this.getNodeParameter('url', 0) as string;
		const limit = pLimit(this.getNodeParameter('concurrency', 0) as number);
		const ask = async (path: string, body?: object) =>
			(await this.helpers.httpRequestWithAuthentication.call(this, 'quickRouterApi', {
				method: body ? 'POST' : 'GET',
				url: `${url}/${path}`,
				body,
				json: true,
				ignoreHttpStatusErrors: true,
			})) as Partial<Result> & { request_id: string };
		const items = this.getInputData().map(async (_, index): Promise<INodeExecutionData> => {
			return await limit(async () => {
				const prompt = this.getNodeParameter('prompt', index) as string;
				const { request_id: id } = await ask(ENDPOINT, { prompt });
				let images: Result['images'] | undefined;
				for (let ageMs = 0, nextMs = FIRST_POLL_MS; !images; nextMs *= LATER) {
					await sleep(nextMs - ageMs);
					ageMs = nextMs;
					({ images } = await ask(`fal-ai/auto/requests/${id}`));
				}
				return { json: { url: images[0]?.url }, pairedItem: { item: index } };
			});
		});
		return [await Promise.all(items)];
	},
};

/**
 * Such calls through n8n's own helper, and nothing around them: a submit, and polls of each request
 * until it is done. What the node needs beyond that is its own.
 */
export const bareLoop: Contender = {
	run: async ({ relayUrl, apiKey, prompts, concurrency }) => {
		const parameters = { url: relayUrl, prompt: '={{ $json.prompt }}', concurrency };
		const run = await runWorkflow(chain(node('Node', TYPE, parameters)), {
			package: {
				nodes: { [TYPE]: bareNode },
				credentials: { quickRouterApi: new QuickRouterApi() },
			},
			credential: { apiKey, baseUrl: relayUrl },
			items: prompts.map((prompt) => ({ json: { prompt } })),
		});
		const { error } = run.data.resultData;
		if (error) throw new Error(`The workflow failed: ${error.message}`);
		return outputOf(run, 'Node').flatMap((items) => items.map(({ json }) => json.url as string));
	},
};
