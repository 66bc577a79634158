import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import type * as Executor from './execution/execute';
import type * as Searcher from './execution/searchEndpoints';
import { properties, subtitle } from './catalog';

export class QuickRouter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickRouter',
		name: 'quickRouter',
		icon: { light: 'file:quickRouter.svg', dark: 'file:quickRouter.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Generate and edit images and videos with AI models such as FLUX, Nano Banana, Seedream, Kling and Veo',
		defaults: { name: 'QuickRouter' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'quickRouterApi', required: true }],
		properties,
	};

	methods = {
		listSearch: {
			async searchEndpoints(
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				return await searcher().searchEndpoints.call(this, filter);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executor().execute(this);
	}
}

/**
 * Loads what runs the node when it first runs, since n8n loads every node there is when it starts.
 * By `require`: when n8n updates a package it forgets what was required, but not what was imported.
 */
function executor(): typeof Executor {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- for the reason above
	return require('./execution/execute') as typeof Executor;
}

function searcher(): typeof Searcher {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
	return require('./execution/searchEndpoints') as typeof Searcher;
}
