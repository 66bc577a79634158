import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { aboutJson } from '../output/json';
import type { ItemError } from './nodeError';

/**
 * The output item of an input item that failed while the workflow goes on.
 *
 * - On the error output, all that is known stands in `json.error`: n8n routes an item there by that
 *   key alone. (It would route one with an `item.error`, too, but throw its JSON away.)
 * - Elsewhere the request id stands also at the top, where the items that succeeded have it.
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ error: { message, description }, about }: ItemError,
): INodeExecutionData {
	const known = about && aboutJson(about);
	const error: IDataObject = { message, description, ...known };
	const isRouted = context.getNode().onError === 'continueErrorOutput';
	const { requestId, endpoint, files } = known ?? {};
	const json =
		isRouted || !known ? { error } : { error, requestId, endpoint, ...(files && { files }) };
	return { json, pairedItem: { item: itemIndex } };
}
