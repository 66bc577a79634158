import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';

/** Gives the value of a parameter by its name in the editor; undefined where it is not set. */
export type ReadParameter = (name: string) => unknown;

/** An entry of a list. */
export interface Entry {
	/** "Image 2 of 3". */
	placeOf: (index: number, count: number) => string;
	/** Its parts, by their names on the wire. */
	parts?: Record<string, Field>;
}

/**
 * One field of a request body: what the editor shows, and what may be sent.
 * The key under which an endpoint lists it is its name on the wire.
 */
export interface Field<
	Schema extends z.ZodType = z.ZodType,
	Main extends INodeProperties = INodeProperties,
> {
	/** What is checked and sent; its description completes the sentence "… must be …". */
	schema: Schema;
	/** What the editor shows. */
	properties: INodeProperties[];
	/** The one of them that messages name; where it is required, so is the field. */
	main: Main;
	/** Completes that sentence where it depends on the value. */
	ruleFor?: (value: unknown) => string | undefined;
	/** How messages speak of an entry, where the value is a list. */
	entry?: Entry;
	/** Whether the model loads files from the URLs in its value. */
	loadsUrls?: boolean;
	/** Gathers the field's value from the editor's parameters. */
	read: (parameter: ReadParameter) => unknown;
}

/** A field that is one parameter in the editor. */
export function field<Schema extends z.ZodType, const Main extends INodeProperties>(
	schema: Schema,
	property: Main,
): Field<Schema, Main> {
	return {
		schema,
		properties: [property],
		main: property,
		read: (parameter) => parameter(property.name),
	};
}

/** The field's name as the editor shows it. */
export function labelOf(shown: Field): string {
	return shown.main.displayName;
}
