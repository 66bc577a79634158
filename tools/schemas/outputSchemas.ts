import { z } from 'zod/v4';

import { operations } from '../../nodes/QuickRouter/catalog';
import { priceItem, usageItem } from '../../nodes/QuickRouter/output/accountSchemas';
import {
	fileItem,
	imageItem,
	runningItem,
	videoItem,
} from '../../nodes/QuickRouter/output/itemSchemas';

/** What comes out by default, by resource, or by resource and operation. */
const ITEMS = new Map<string, z.ZodObject>([
	['account/getPrices', priceItem],
	['account/getUsage', usageItem],
	['endpoint', fileItem],
	['image', imageItem],
	['request/cancel', runningItem],
	['request/getResult', fileItem],
	['video', videoItem],
]);

/**
 * n8n's output schemas: JSON schemas of one item, by the paths at which n8n looks for them in the
 * folder `__schema__` beside the node.
 *
 * @throws {Error} for an operation that nothing is known of
 */
export function outputSchemas(): Map<string, object> {
	const schemas = operations.map(({ resource, operation }): [string, object] => {
		const name = `${resource}/${operation}`;
		const item = ITEMS.get(name) ?? ITEMS.get(resource);
		if (!item) throw new Error(`There is no output schema for ${name}`);
		return [`v1.0.0/${name}.json`, jsonSchemaOf(item)];
	});
	return new Map(schemas);
}

/** The editor knows no `anyOf`; of a list of types it shows the first. */
function jsonSchemaOf(item: z.ZodObject): object {
	const { $schema: _standard, ...schema } = z.toJSONSchema(item);
	const withTypes = (_key: string, value: unknown): unknown => {
		if (typeof value !== 'object' || value === null || !('anyOf' in value)) return value;
		const { anyOf, ...rest } = value as { anyOf: { type: string }[] };
		return { ...rest, type: anyOf.map(({ type }) => type) };
	};
	return JSON.parse(JSON.stringify(schema), withTypes) as object;
}
