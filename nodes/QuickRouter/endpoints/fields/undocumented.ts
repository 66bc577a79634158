import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { Field } from '../../form/field';

/** What a description says of a field that fal's schema has and QuickRouter's documents do not name. */
export const NOT_DOCUMENTED = "not in QuickRouter's documentation";

/** The same field, marked as one that only fal knows, beside its default. */
export function undocumented<Schema extends z.ZodType, Main extends INodeProperties>(
	shown: Field<Schema, Main>,
): Field<Schema, Main> {
	const description = shown.main.description?.replace(
		/\((default [^)]*)\)/,
		`($1; ${NOT_DOCUMENTED})`,
	);
	const main = { ...shown.main, description };
	const properties = shown.properties.map((shownOne) =>
		shownOne === shown.main ? main : shownOne,
	);
	return { ...shown, main, properties };
}
