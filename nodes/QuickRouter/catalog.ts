import type { INodeProperties } from 'n8n-workflow';

import { endpoints } from './endpoints';
import { otherEndpoints } from './endpoints/otherEndpoints';
import { keptAsGiven, propertiesOf } from './form/properties';
import { getPrices, getUsage } from './operations/account';
import type { Operation } from './operations/operation';
import { cancel, getResult } from './operations/requestById';
import { runEndpoint } from './operations/runEndpoint';

/** All that the node can do, by name within a resource as the editor lists it. */
export const operations: readonly Operation[] = [
	...endpoints,
	runEndpoint,
	cancel,
	getResult,
	getPrices,
	getUsage,
];

/** The endpoints that QuickRouter's family documents, by their paths. */
export const documentedEndpoints: ReadonlyMap<string, string> = new Map([
	...endpoints.map(({ path, displayName }) => [path, displayName] as const),
	...otherEndpoints.map(({ path, name }) => [path, name] as const),
]);

const names = Object.fromEntries(
	operations.map(({ operation, displayName }) => [operation, displayName]),
);

/** Shows the chosen operation under the node's name. */
export const subtitle = `={{ (${JSON.stringify(names)})[$parameter["operation"]] }}`;

/** The list of a resource's operations. */
function operationProperty(resource: string, initial: string): INodeProperties {
	const listed = operations.filter((operation) => operation.resource === resource);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: listed.map(({ displayName, operation, description, action }) => ({
			name: displayName,
			value: operation,
			description,
			action,
		})),
		default: initial,
	};
}

const shown: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account', description: 'Get the usage of the API key, or prices' },
			{ name: 'Endpoint', value: 'endpoint', description: 'Run any other fal model' },
			{ name: 'Image', value: 'image' },
			{
				name: 'Request',
				value: 'request',
				description: 'Get or cancel a request that was submitted earlier',
			},
			{ name: 'Video', value: 'video' },
		],
		default: 'image',
	},
	operationProperty('image', 'flux1Dev'),
	operationProperty('video', 'klingTextToVideo'),
	operationProperty('endpoint', 'run'),
	operationProperty('request', 'getResult'),
	operationProperty('account', 'getUsage'),
	{
		displayName:
			'Each execution is charged. While you build a workflow, pin the output instead of executing the step again. Links to files expire: download what you want to keep.',
		name: 'chargedNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['endpoint', 'image'] } },
	},
	...operations.flatMap(({ resource, operation, form, options }) => {
		const show = { resource: [resource], operation: [operation] };
		return [...propertiesOf(form, show), ...propertiesOf(options, show)];
	}),
];

/** All that there is to fill in. */
export const properties: INodeProperties[] = [...shown, ...keptAsGiven(shown)];
