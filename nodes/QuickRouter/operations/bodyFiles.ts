import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { entriesOf, entryOf } from '../form/entries';
import { field, type Field } from '../form/field';
import { FileReference, isFile } from '../shared/fileReference';
import { text } from '../form/schemas';
import { isBlank, isRecord } from '../shared/values';
import { quoted } from '../shared/shortened';

const LONGEST_NAME_SHOWN = 60;

const bodyField = field(text(), {
	displayName: 'Body Field',
	name: 'bodyField',
	type: 'string',
	default: '',
	placeholder: 'e.g. image_url',
	description:
		'Field of the body to put the file in. To send a list, use the same field for several files, or set it to a list in Body.',
});
const files = z.array(z.instanceof(FileReference)).min(1);

const schema = z
	.array(z.strictObject({ body_field: bodyField.schema, files }))
	.describe('a list of files, each with a Body Field and an Input Binary Field');

const binaryField: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	typeOptions: { binaryDataProperty: true },
	default: 'data',
	hint: 'The name of the input field that holds the file',
};

const property: INodeProperties = {
	displayName: 'Input Files',
	name: 'inputFiles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add File' },
	placeholder: 'Add File',
	default: {},
	description: 'Files from the input item to send in the body, up to 30 MB in total',
	options: [
		{
			displayName: 'File',
			name: 'file',
			values: [bodyField.main, binaryField],
		},
	],
};

const placeOf = (index: number, count: number) => `File ${index + 1} of ${count}`;

/** Files of the item that go into any field of a body. */
export const bodyFiles: Field<typeof schema> = {
	schema,
	main: property,
	properties: [property],
	entry: { placeOf, parts: { body_field: bodyField } },
	read: (parameter) => {
		const entries = entriesOf(parameter(property.name), property);
		if (entries.length === 0) return undefined;
		return entries.map((entry, index) => fileOf(entry, placeOf(index, entries.length)));
	},
};

function fileOf(entry: unknown, place: string): unknown {
	if (!isRecord(entry)) return entry;
	const parameter = entryOf(entry, property);
	const name = parameter(bodyField.main.name);
	const given = parameter(binaryField.name);
	const list: unknown[] = Array.isArray(given) ? given : [given];
	return {
		body_field: typeof name === 'string' ? name.trim() : name,
		files: list.map((file) => {
			const named = typeof file === 'string' ? file.trim() : '';
			const what = isFile(file) ? file : named;
			return new FileReference(what, binaryField.displayName, 'any', place);
		}),
	};
}

/** A body with its files: a field that is named for several, or is a list, gets a list. */
export function withBodyFiles(
	body: IDataObject,
	given: z.output<typeof schema> = [],
): { body: IDataObject } | { problems: [string, ...string[]] } {
	const gathered = new Map<string, FileReference[]>();
	for (const entry of given) {
		const known = gathered.get(entry.body_field) ?? [];
		gathered.set(entry.body_field, [...known, ...entry.files]);
	}
	const filled = new Map<string, unknown>(Object.entries(body));
	for (const [name, references] of gathered) {
		const there = filled.get(name);
		if (Array.isArray(there)) filled.set(name, [...(there as unknown[]), ...references]);
		else if (isBlank(there)) filled.set(name, references.length === 1 ? references[0] : references);
		else {
			const field = quoted(name, LONGEST_NAME_SHOWN);
			return {
				problems: [`'Input Files' puts a file into ${field}, but 'Body' already has a value there`],
			};
		}
	}
	return { body: Object.fromEntries(filled) as IDataObject };
}
