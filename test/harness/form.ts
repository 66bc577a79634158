import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../nodes/QuickRouter/endpoints/endpoint';

/** An endpoint's fields as a person meets them in the editor, by their names on the wire. */
export interface ShownField {
	wireName: string;
	property: INodeProperties;
	isAdded: boolean;
}

export const INPUT_IMAGE = 'https://example.com/photo.jpg';

export function shownFields({ form }: Endpoint): ShownField[] {
	const list = (fields: typeof form.fields, isAdded: boolean) =>
		Object.entries(fields).map(([wireName, { named }]) => ({
			wireName,
			property: named,
			isAdded,
		}));
	return [...list(form.fields, false), ...list(form.additionalFields, true)];
}

/** The parameters of a node whose field is filled in from `{{ $json.value }}`. */
export function parametersWith(
	endpoint: Endpoint,
	field: ShownField,
	value: IDataObject[string] = '={{ $json.value }}',
): INodeParameters {
	const filled = { [field.property.name]: value } as INodeParameters;
	return {
		...leastParameters(endpoint),
		...(field.isAdded ? { additionalFields: filled } : filled),
	};
}

/** What a person has to fill in, and nothing else; the request is not waited for. */
export function leastParameters(endpoint: Endpoint): INodeParameters {
	return {
		operation: endpoint.operation,
		prompt: 'A lighthouse',
		...('image_url' in endpoint.form.fields && { imageUrl: INPUT_IMAGE }),
		waitForCompletion: false,
	};
}

/** The body that goes out of those, by what the editor preselects. */
export function leastBody(endpoint: Endpoint): IDataObject {
	const body: IDataObject = { prompt: 'A lighthouse' };
	for (const { wireName, property, isAdded } of shownFields(endpoint)) {
		const preselected = property.default as IDataObject[string];
		if (wireName === 'image_url') body[wireName] = INPUT_IMAGE;
		else if (!isAdded && preselected !== '' && preselected !== 'default') {
			body[wireName] = preselected;
		}
	}
	return body;
}
