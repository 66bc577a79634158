import path from 'node:path';

import { outputOf, runWorkflow } from '../../harness/engine';
import { chain, quickRouter as node } from '../../harness/workflow';
import { loadPackage } from '../../harness/package';
import type { Contender } from './contender';

const built = loadPackage(path.resolve(__dirname, '../../..'));

/** This package's node, as it is built, in n8n's engine. */
export const quickRouter: Contender = {
	name: 'QuickRouter node',
	run: async ({ relayUrl, apiKey, prompts, concurrency }) => {
		const parameters = { prompt: '={{ $json.prompt }}', options: { concurrency } };
		const run = await runWorkflow(chain(node('Node', parameters)), {
			package: built,
			credential: { apiKey, baseUrl: relayUrl },
			items: prompts.map((prompt) => ({ json: { prompt } })),
		});
		const { error } = run.data.resultData;
		if (error) throw new Error(`The workflow failed: ${error.message}`);
		return outputOf(run, 'Node').flatMap((items) => items.map(({ json }) => json.url as string));
	},
};
