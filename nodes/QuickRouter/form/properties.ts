import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Form } from './form';

const COLLECTIONS: Record<Form['collection'], INodeProperties> = {
	additionalFields: {
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
	},
	options: {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
	},
};

/** The collection's name as the editor shows it. */
export function collectionLabel({ collection }: Form): string {
	return COLLECTIONS[collection].displayName;
}

/**
 * Keeps lists and collections as they are given. n8n drops from them, without a word, what does not
 * have the editor's shape: a hidden parameter of the same name keeps it, so that it is taken or
 * refused, and not paid for without it.
 */
export function keptAsGiven(properties: INodeProperties[]): INodeProperties[] {
	const kept = new Map<string, INodeProperties>();
	for (const { type, name, displayName } of properties) {
		if (type !== 'collection' && type !== 'fixedCollection') continue;
		kept.set(name, { displayName, name, type: 'hidden', default: {} });
	}
	return [...kept.values()];
}

/** What the editor shows for a form, while `show` holds. */
export function propertiesOf(form: Form, show: IDisplayOptions['show']): INodeProperties[] {
	const added = addedProperties(form).map(withChoices);
	const collection = { ...COLLECTIONS[form.collection], options: added };
	const shown = shownProperties(form).map(withChoices);
	return [...shown, ...(added.length > 0 ? [collection] : [])].map((property) => ({
		...property,
		displayOptions: { show: { ...show, ...property.displayOptions?.show } },
	}));
}

/** A list with its choices in the description too, for a model that fills it in without seeing them. */
function withChoices(property: INodeProperties): INodeProperties {
	if (property.type !== 'options') return property;
	const told = property.description?.replace(/\.$/, '') ?? '';
	const labels = (property.options as INodePropertyOptions[]).map(({ name }) => name).join(', ');
	return { ...property, description: `${told}. Choices: ${labels}.` };
}

/** What stands in the panel, in the form's order. */
export function shownProperties(form: Form): INodeProperties[] {
	return Object.values(form.fields).flatMap((field) => field.properties);
}

/** What can be added to the collection, by name as the editor lists it. */
export function addedProperties(form: Form): INodeProperties[] {
	return Object.values(form.additionalFields)
		.flatMap((field) => field.properties)
		.sort((one, other) => (one.displayName < other.displayName ? -1 : 1));
}
