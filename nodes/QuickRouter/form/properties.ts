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
	const shown = Object.values(form.fields).flatMap((field) => field.properties);
	const added = Object.values(form.additionalFields)
		.flatMap((field) => field.properties)
		.sort((one, other) => one.displayName.localeCompare(other.displayName));
	return [...shown, { ...COLLECTIONS[form.collection], options: added }].map((property) => ({
		...property,
		displayOptions: { show: { ...show, ...property.displayOptions?.show } },
	}));
}
