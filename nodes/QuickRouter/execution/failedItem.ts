import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { aboutJson, type ItemError } from './nodeError';

/**
 * The output item of an input item that failed while the workflow goes on.
 *
 * n8n routes an item to the error output when its JSON holds nothing but error, message and
 * details; it would also do so for an item's `error` property, but then it throws the JSON away,
 * and the request id with it. So what is known stands in `details` there, and at the top otherwise.
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ error, about }: ItemError,
): INodeExecutionData {
	const known: IDataObject = about ? aboutJson(about) : {};
	const told = { error: error.message, message: error.description ?? '' };
	const isRouted = context.getNode().onError === 'continueErrorOutput';
	const json: IDataObject = isRouted ? { ...told, details: known } : { ...told, ...known };
	return { json, pairedItem: { item: itemIndex } };
}
