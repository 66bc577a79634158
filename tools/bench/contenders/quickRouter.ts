import path from 'node:path';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import sharp from 'sharp';

import { outputOf, runWorkflow } from '../../../test/harness/engine';
import { loadPackage } from '../../../test/harness/package';
import { storeFile, useStorage } from '../../../test/harness/storage';
import { chain, quickRouter as node } from '../../../test/harness/workflow';
import type { Contender, Work } from './contender';

const built = loadPackage(path.resolve(__dirname, '../../..'));

/** This package's node, as it is built, in n8n's engine. */
export const quickRouter: Contender = {
	run: async (work) => await runOn(work, itemsOf(work)),
};

/** The same with each picture downloaded into n8n's storage of files. */
export const quickRouterDownloading: Contender = {
	run: async (work) => {
		const clean = await useStorage('filesystem');
		const urls = await runOn(work, itemsOf(work), { options: { downloadFiles: true } });
		clean();
		return urls;
	},
};

const INPUT_BYTES = 8_000_000;

/** The same with a picture of 8 MB in each request, from n8n's storage of files. */
export const quickRouterSendingFiles: Contender = {
	run: async (work) => {
		const clean = await useStorage('filesystem');
		const background = { width: 64, height: 48, channels: 3, background: '#3478f6' } as const;
		const picture = await sharp({ create: background }).png().toBuffer();
		const items: INodeExecutionData[] = [];
		for (const { json } of itemsOf(work)) {
			const padding = Buffer.alloc(INPUT_BYTES - picture.length, items.length + 1);
			const bytes = Buffer.concat([picture, padding]);
			items.push({ json, binary: { data: await storeFile(bytes, 'image/png') } });
		}
		const urls = await runOn(work, items, {
			operation: 'fluxProKontext',
			imageSource: 'binary',
		});
		clean();
		return urls;
	},
};

function itemsOf({ prompts }: Work): INodeExecutionData[] {
	return prompts.map((prompt) => ({ json: { prompt } }));
}

async function runOn(
	{ relayUrl, apiKey, concurrency }: Work,
	items: INodeExecutionData[],
	{ options, ...more }: INodeParameters = {},
): Promise<string[]> {
	const parameters = {
		prompt: '={{ $json.prompt }}',
		options: { ...(options as object), concurrency },
		...more,
	};
	const run = await runWorkflow(chain(node('Node', parameters)), {
		package: built,
		credential: { apiKey, baseUrl: relayUrl },
		items,
	});
	const { error } = run.data.resultData;
	if (error) throw new Error(`The workflow failed: ${error.message}`);
	return outputOf(run, 'Node').flatMap((emitted) => emitted.map(({ json }) => json.url as string));
}
