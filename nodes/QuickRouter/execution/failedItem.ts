import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { aboutJson, type ItemError } from './nodeError';

/**
 * The output item of an input item that failed while the workflow goes on.
 *
 * To the error output n8n routes an item whose JSON holds `error` alone (in every version; more
 * keys in some). It routes one with an `error` of its own, too, but throws that one's JSON away, and
 * the request id with it. So all that is known stands in `error`; elsewhere also at the top, where
 * the items that succeeded have it.
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ error: { message, description }, about }: ItemError,
): INodeExecutionData {
	const known = about && aboutJson(about);
	const error: IDataObject = { message, description, ...known };
	const isRouted = context.getNode().onError === 'continueErrorOutput';
	const { requestId, endpoint, images } = known ?? {};
	const json =
		isRouted || !known ? { error } : { error, requestId, endpoint, ...(images && { images }) };
	return { json, pairedItem: { item: itemIndex } };
}
