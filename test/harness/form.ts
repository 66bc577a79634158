import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Endpoint } from '../../nodes/QuickRouter/endpoints/endpoint';

/** An endpoint's fields as a user meets them in the editor, by their names on the wire. */
export interface ShownField {
	wireName: string;
	property: INodeProperties;
	isAdded: boolean;
}

export const INPUT_IMAGE = 'https://example.com/photo.jpg';
export const INPUT_MASK = 'https://example.com/mask.png';

export function shownFields({ form }: Endpoint): ShownField[] {
	const list = (fields: typeof form.fields, isAdded: boolean) =>
		Object.entries(fields).map(([wireName, { main }]) => ({
			wireName,
			property: main,
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

/** What a user has to fill in, and nothing else; the request is not waited for. */
export function leastParameters(endpoint: Endpoint): INodeParameters {
	return {
		resource: endpoint.resource,
		operation: endpoint.operation,
		prompt: 'A lighthouse',
		...parametersFor(leastInputs(endpoint)),
		waitForCompletion: false,
	};
}

/** The images that a user has to give. */
function leastInputs({ form }: Endpoint): IDataObject {
	const inputs = { image_url: INPUT_IMAGE, image_urls: [INPUT_IMAGE], mask_url: INPUT_MASK };
	return Object.fromEntries(Object.entries(inputs).filter(([name]) => name in form.fields));
}

/** What a user fills in to send these images and this size. */
function parametersFor(body: IDataObject): INodeParameters {
	const { image_url: image, image_urls: images, mask_url: mask, image_size: size } = body;
	return {
		...(image !== undefined && { imageUrl: image as string }),
		...(Array.isArray(images) && {
			images: { image: images.map((imageUrl) => ({ imageUrl: imageUrl as string })) },
		}),
		...(mask !== undefined && { maskUrl: mask as string }),
		...(isSize(size) && { imageSize: 'custom', imageWidth: size.width, imageHeight: size.height }),
	};
}

function isSize(size: unknown): size is { width: number; height: number } {
	return typeof size === 'object' && size !== null && 'width' in size;
}

/** What a user fills in so that this body goes out; the request is not waited for. */
export function parametersOf(endpoint: Endpoint, body: IDataObject): INodeParameters {
	const filled: INodeParameters = {};
	const additionalFields: INodeParameters = {};
	for (const { wireName, property, isAdded } of shownFields(endpoint)) {
		const value = body[wireName];
		if (value === undefined || typeof value === 'object') continue;
		(isAdded ? additionalFields : filled)[property.name] = value as string;
	}
	const { resource, operation } = endpoint;
	const own = { resource, operation, additionalFields, waitForCompletion: false };
	return { ...filled, ...parametersFor(body), ...own };
}

/** The body that goes out of those, by what the editor preselects. */
export function leastBody(endpoint: Endpoint): IDataObject {
	const body: IDataObject = { prompt: 'A lighthouse', ...leastInputs(endpoint) };
	for (const { wireName, property, isAdded } of shownFields(endpoint)) {
		const preselected = property.default as IDataObject[string];
		const isGiven = wireName in body || isAdded || preselected === '' || preselected === 'default';
		if (!isGiven) body[wireName] = preselected;
	}
	return body;
}
