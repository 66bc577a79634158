import type {
	IBinaryData,
	IBinaryKeyData,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { finishedJson, runningJson } from '../output/json';
import type { Downloads } from './downloads';
import type { ItemError } from './nodeError';
import type { PreparedItem } from './prepare';
import { itemError, type RequestEnd } from './runRequest';

/** What became of an item: its output items, or its error. */
export type Outcome = INodeExecutionData[] | ItemError;

/** Makes the output items of what a request ended with; downloads its files if wanted. Never throws. */
export async function outcomeOf(
	context: IExecuteFunctions,
	downloads: Downloads,
	item: PreparedItem,
	end: RequestEnd,
): Promise<Outcome> {
	if ('error' in end) return end;
	const pairedItem = { item: item.itemIndex };
	if (!('result' in end)) return [{ json: runningJson(end), pairedItem }];
	try {
		const json = finishedJson(end, item.output);
		const binary = item.binaryField
			? binariesOf(await downloads.of(end, item.timeoutMs), item.binaryField, item)
			: [];
		return json.map((one, index) => ({ json: one, pairedItem, binary: binary[index] }));
	} catch (error) {
		return itemError(context, item, error);
	}
}

/** The files of each output item, by their fields. */
function binariesOf(
	files: IBinaryData[],
	field: string,
	{ output }: PreparedItem,
): IBinaryKeyData[] {
	if (output === 'file') return files.map((file) => ({ [field]: file }));
	const named = files.map((file, index) => [index ? `${field}_${index}` : field, file] as const);
	return [Object.fromEntries(named)];
}
