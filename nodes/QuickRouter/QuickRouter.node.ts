import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties, subtitle } from './properties';

export class QuickRouter implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickRouter',
		name: 'quickRouter',
		icon: { light: 'file:quickRouter.svg', dark: 'file:quickRouter.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Generate and edit images with FLUX models through QuickRouter',
		defaults: { name: 'QuickRouter' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'quickRouterApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded when it first runs: n8n loads every node there is when it starts
		const { execute } = await import('./execution/execute.js');
		return await execute(this);
	}
}
