import type { INodeProperties } from 'n8n-workflow';

import { endpoints } from './endpoints';
import { propertiesOf } from './form/properties';
import { settings } from './settings';

const modelNames = Object.fromEntries(
	endpoints.map(({ operation, displayName }) => [operation, displayName]),
);

/** Shows the chosen model under the node's name. */
export const subtitle = `={{ (${JSON.stringify(modelNames)})[$parameter["operation"]] }}`;

/** All that the editor shows of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Image', value: 'image' }],
		default: 'image',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['image'] } },
		options: endpoints.map(({ displayName, operation, description, action }) => ({
			name: displayName,
			value: operation,
			description,
			action,
		})),
		default: 'flux1Dev',
	},
	...endpoints.flatMap(({ form, operation }) =>
		propertiesOf(form, { resource: ['image'], operation: [operation] }),
	),
	...propertiesOf(settings, { resource: ['image'] }),
];
