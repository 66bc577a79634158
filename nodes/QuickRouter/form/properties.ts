import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

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

/** What the editor shows for a form, while `show` holds. */
export function propertiesOf(form: Form, show: IDisplayOptions['show']): INodeProperties[] {
	const added = addedProperties(form);
	const collection = { ...COLLECTIONS[form.collection], options: added };
	return [...shownProperties(form), ...(added.length > 0 ? [collection] : [])].map((property) => ({
		...property,
		displayOptions: { show: { ...show, ...property.displayOptions?.show } },
	}));
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
