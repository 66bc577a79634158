import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { endpoints } from '../../nodes/QuickRouter/endpoints';
import type { Form } from '../../nodes/QuickRouter/form/form';
import { addedProperties, shownProperties } from '../../nodes/QuickRouter/form/properties';
import { operations } from '../../nodes/QuickRouter/catalog';
import type { Operation } from '../../nodes/QuickRouter/operations/operation';
import { imageOptions } from '../../nodes/QuickRouter/operations/options';
import { inMarkdown } from './markdown';

/** A row of the table of fields, without the operations that it is about. */
interface Row {
	field: string;
	values: string;
	description: string;
}

/** A row, with the operations that it is about. */
type Gathered = [row: Row, of: Operation[]];

/** All operations, by what the editor's search calls them. */
export function operationTable(): string {
	const rows = operations.map((known) => {
		const path = endpoints.find(({ operation }) => operation === known.operation)?.path;
		const call = path === undefined ? '' : `\`POST /${path}\``;
		return [titleOf(known), known.action, known.description, call];
	});
	const head = ['Operation', 'In the search', 'What it does', 'Calls'];
	return inMarkdown(head, rows);
}

/** What can be filled in; a row tells for which operations it holds. */
export function fieldTable(): string {
	const shown = gather((form) => rowsOf(form, shownProperties(form), true));
	const added = gather((form) => rowsOf(form, addedProperties(form), false));
	const inOrder = [
		...byField(shown, [...new Set(shown.map(([{ field }]) => field))]),
		...byField(added, added.map(([{ field }]) => field).sort()),
	];
	const rows = inOrder.map(([{ field, values, description }, of]) => {
		return [field, values, operationsIn(of), description];
	});
	return inMarkdown(['Field', 'Values', 'Operations', 'What it does'], rows);
}

/** How requests are run, and what comes out. */
export function optionTable(): string {
	const rows = [
		...rowsOf(imageOptions, shownProperties(imageOptions), true),
		...rowsOf(imageOptions, addedProperties(imageOptions), false),
	].map(({ field, values, description }) => [field, values, description]);
	return inMarkdown(['Field', 'Values', 'What it does'], rows);
}

/** The rows of all operations, each once, with those that have it. */
function gather(rows: (form: Form) => Row[]): Gathered[] {
	// The form with the most fields has them all in a good order
	const byShown = [...operations].sort(
		(one, other) => shownProperties(other.form).length - shownProperties(one.form).length,
	);
	const found = new Map<string, Gathered>();
	for (const operation of byShown) {
		for (const row of rows(operation.form)) {
			const key = JSON.stringify(row);
			const [, of] = found.get(key) ?? [row, []];
			found.set(key, [row, [...of, operation]]);
		}
	}
	return [...found.values()];
}

/** A field's rows one below the other. */
function byField(gathered: Gathered[], fields: string[]): Gathered[] {
	return [...gathered].sort(
		([one], [other]) => fields.indexOf(one.field) - fields.indexOf(other.field),
	);
}

function rowsOf(form: Form, properties: INodeProperties[], isShown: boolean): Row[] {
	const filledIn = properties.filter(({ type }) => type !== 'notice');
	return filledIn.map((property) => {
		const label = isShown ? `**${property.displayName}**` : property.displayName;
		return {
			field: [label, ...wireNameOf(form, property)].join('<br>'),
			values: valuesOf(property),
			description: property.description ?? '',
		};
	});
}

/** Its name on the wire, if it is a field of a model. */
function wireNameOf(form: Form, property: INodeProperties): string[] {
	if (!endpoints.some((endpoint) => endpoint.form === form)) return [];
	const fields = Object.entries({ ...form.fields, ...form.additionalFields });
	const found = fields.find(([, field]) => field.properties.includes(property));
	return found ? [`\`${found[0]}\``] : [];
}

function valuesOf(property: INodeProperties): string {
	const { type, options = [], required } = property;
	switch (type) {
		case 'options':
			return (options as INodePropertyOptions[]).map(({ value }) => `\`${value}\``).join(', ');
		case 'fixedCollection': {
			const parts = (options as INodePropertyCollection[]).flatMap(({ values }) => values);
			const named = parts.map((part) => [part.displayName, rangeOf(part) ?? []].flat().join(' '));
			return `list of ${named.join(', ')}`;
		}
		case 'number':
			return rangeOf(property) ?? 'whole number';
		case 'boolean':
			return 'on, off';
		default: {
			const kind = type === 'json' ? 'JSON object' : 'text';
			return required ? `${kind}, required` : kind;
		}
	}
}

function rangeOf({
	typeOptions: { minValue, maxValue } = {},
}: INodeProperties): string | undefined {
	return minValue === undefined || maxValue === undefined ? undefined : `${minValue} – ${maxValue}`;
}

/** "all models", where it is all of them. */
function operationsIn(of: Operation[]): string {
	const isOfModel = ({ resource }: Operation) => resource === 'image' || resource === 'video';
	if (operations.filter(isOfModel).every((operation) => of.includes(operation)))
		return 'all models';
	return of.map(titleOf).sort().join(', ');
}

function titleOf({ resource, displayName }: Operation): string {
	const isNamed = resource === 'image' || resource === 'video';
	return isNamed ? displayName : `${capital(resource)}: ${displayName}`;
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
