import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { endpoints } from '../../nodes/QuickRouter/endpoints';
import type { Form } from '../../nodes/QuickRouter/form/form';
import { addedProperties, shownProperties } from '../../nodes/QuickRouter/form/properties';
import { operations } from '../../nodes/QuickRouter/operations';
import type { Operation } from '../../nodes/QuickRouter/operations/operation';
import { runSettings } from '../../nodes/QuickRouter/settings';

/** The README's tables of parameters, in Markdown, made from the node's own fields. */
export function parameterTables(): string {
	const perOperation = operations.map((known) => {
		const { operation, description, form } = known;
		const path = endpoints.find((endpoint) => endpoint.operation === operation)?.path;
		const title = titleOf(known);
		const call = path === undefined ? '' : ` \`POST /${path}\``;
		return `### ${title}\n\n${description}.${call}\n\n${tableOf(form, wireNames(form))}`;
	});
	const common = `### How requests are run\n\n${tableOf(runSettings, () => '')}`;
	return [overview(), ...perOperation, common].join('\n\n');
}

/** All operations, by what the editor's search calls them. */
function overview(): string {
	const rows = operations.map((known) => [known.action, titleOf(known), known.description]);
	return inMarkdown(['In the search', 'Operation', 'What it does'], rows);
}

function titleOf({ resource, displayName }: Operation): string {
	return resource === 'image' ? displayName : `${capital(resource)}: ${displayName}`;
}

/** A table in Markdown. */
export function inMarkdown(head: string[], rows: string[][]): string {
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function capital(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

function wireNames(form: Form): (property: INodeProperties) => string {
	const fields = { ...form.fields, ...form.additionalFields };
	return (property) => {
		const found = Object.entries(fields).find(([, field]) => field.properties.includes(property));
		return found ? `\`${found[0]}\`` : '';
	};
}

function tableOf(form: Form, wireName: (property: INodeProperties) => string): string {
	const hasWireNames = form.collection === 'additionalFields';
	const head = ['Field', ...(hasWireNames ? ['Sent as'] : []), 'Values', 'What it does'];
	const row = (property: INodeProperties, isAdded: boolean) => [
		isAdded ? property.displayName : `**${property.displayName}**`,
		...(hasWireNames ? [wireName(property)] : []),
		valuesOf(property),
		property.description ?? '',
	];
	const rows = [
		...shownProperties(form).map((property) => row(property, false)),
		...addedProperties(form).map((property) => row(property, true)),
	];
	return inMarkdown(head, rows);
}

function valuesOf({ type, options, typeOptions, required }: INodeProperties): string {
	if (type === 'options') {
		const values = (options as INodePropertyOptions[]).map(({ value }) => `\`${value}\``);
		return values.join(', ');
	}
	const { minValue, maxValue } = typeOptions ?? {};
	if (minValue !== undefined && maxValue !== undefined) return `${minValue} to ${maxValue}`;
	if (type === 'number') return 'whole number';
	if (type === 'boolean') return 'on, off';
	if (type === 'json') return 'JSON object, required';
	if (type === 'fixedCollection') return 'list of Path and Scale (0 to 4)';
	return required ? 'text, required' : 'text';
}
