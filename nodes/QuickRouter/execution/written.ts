import type { IExecuteFunctions } from 'n8n-workflow';

import { hashOf } from '../shared/hash';
import { isTool } from './tool';

/**
 * A hash of what was written for an item: the parameters with their expressions, and the item with
 * its place and its files. Within the tries of a run it is the same, though `{{ $now }}` or a random
 * number gives something else in each. Undefined for an agent's tool, whose parameters are written
 * alike in every call.
 */
export function writtenFor(context: IExecuteFunctions, itemIndex: number): string | undefined {
	if (isTool(context)) return undefined;
	const item = context.getInputData()[itemIndex];
	const files = Object.entries(item?.binary ?? {}).map(([field, { id, data }]) => [
		field,
		id ?? data,
	]);
	return hashOf([context.getNode().parameters, itemIndex, item?.json, files]);
}
