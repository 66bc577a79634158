import { z } from 'zod/v4';

import type { Field } from './field';

export type Fields = Record<string, Field>;

type Shape<Listed extends Fields> = {
	[Name in keyof Listed]: Listed[Name]['main'] extends { required: true }
		? Listed[Name]['schema']
		: z.ZodOptional<Listed[Name]['schema']>;
};

/** A list of fields: what a user fills in, and what may come of it. */
export interface Form<Shown extends Fields = Fields, Added extends Fields = Fields> {
	/** Shown at once, and used as they are shown. */
	fields: Shown;
	/** Used when a user adds them to the collection. */
	additionalFields: Added;
	/** The collection's name in saved workflows. */
	collection: 'additionalFields' | 'options';
	/** What the values are checked with; a name that is not listed is refused. */
	schema: z.ZodObject<Shape<Shown> & Shape<Added>, z.core.$strict>;
}

/**
 * The parameters that any form adds to a collection of this name. The editor leaves them there when
 * a user chooses another operation, and n8n takes no notice of them.
 */
export const leftBehind: Record<Form['collection'], Set<string>> = {
	additionalFields: new Set(),
	options: new Set(),
};

/** Makes a form of its two lists of fields. */
export function defineForm<Shown extends Fields, Added extends Fields>(
	collection: Form['collection'],
	fields: Shown,
	additionalFields: Added,
): Form<Shown, Added> {
	const shape: Record<string, z.ZodType> = {};
	for (const [name, { schema, main }] of Object.entries({ ...fields, ...additionalFields })) {
		shape[name] = main.required ? schema : schema.optional();
	}
	for (const { properties } of Object.values(additionalFields)) {
		for (const { name } of properties) leftBehind[collection].add(name);
	}
	return {
		fields,
		additionalFields,
		collection,
		schema: z.strictObject(shape as Shape<Shown> & Shape<Added>),
	};
}
