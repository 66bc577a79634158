import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { endpoints } from '../nodes/QuickRouter/endpoints';
import { NOT_DOCUMENTED } from '../nodes/QuickRouter/endpoints/fields/undocumented';
import { contract } from './documentedEndpoints';
import {
	leastBody,
	leastParameters,
	parametersOf,
	parametersWith,
	shownFields,
} from './harness/form';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

/** Fields whose default cannot be shown by a value. */
const isFree = new Set(['loras', 'negative_prompt', 'seed']);

/** Every endpoint by its name. */
const named = endpoints.map((endpoint) => [endpoint.displayName, endpoint] as const);

/** The fields of a kind, of all endpoints. */
const fieldsThat = (isMeant: (property: INodeProperties) => boolean) =>
	endpoints.flatMap((endpoint) =>
		shownFields(endpoint)
			.filter(({ property }) => isMeant(property))
			.map((field) => [endpoint.displayName, field.property.displayName, endpoint, field] as const),
	);

/** Sends these values of a field, and gives the bodies that arrived. */
async function send(parameters: INodeParameters, values: unknown[]): Promise<IDataObject[]> {
	const items = values.map((value) => ({ value }) as IDataObject);
	// One after the other, so that they arrive in their order
	const node = quickRouter('Node', { ...parameters, options: { concurrency: 1, maxFiles: 0 } });
	const { error } = await runNodes(emulator(), node, items);
	expect(error).toBeUndefined();
	expect(emulator().calls.all).toHaveLength(values.length);
	return emulator().calls.submits.map(({ body }) => body as IDataObject);
}

/** Tries a value that is to be refused, and gives the message. */
async function refused(parameters: INodeParameters, value: unknown): Promise<string | undefined> {
	const before = emulator().calls.all.length;
	const { error } = await runNodes(emulator(), quickRouter('Node', parameters), [
		{ value } as IDataObject,
	]);
	expect(emulator().calls.all).toHaveLength(before);
	return error?.message;
}

test.each(named)(
	'%s sends the prompt and the visible defaults when nothing else is set',
	async (_name, endpoint) => {
		const body = leastBody(endpoint);
		expect(await send(leastParameters(endpoint), [0])).toEqual([body]);
		const inputs = new Set(['prompt', 'image_url', 'image_urls', 'mask_url']);
		const defaults = Object.entries(body).filter(([name]) => !inputs.has(name));
		expect(Object.fromEntries(defaults)).toEqual(contract[endpoint.operation]?.visibleDefaults);
	},
);

test.each(named)('%s leaves out what an expression leaves empty', async (_name, endpoint) => {
	const added = shownFields(endpoint).filter(({ isAdded }) => isAdded);
	const additionalFields = Object.fromEntries(
		added.map(({ property }) => [property.name, '={{ $json.value }}']),
	);
	const parameters = { ...leastParameters(endpoint), additionalFields };
	const sent = await send(parameters, [undefined, null, '']);
	expect(sent).toEqual(Array(3).fill(leastBody(endpoint)));
});

test.each(fieldsThat(({ typeOptions }) => typeOptions?.minValue !== undefined))(
	'%s: %s takes its whole range, as number or as text, and nothing outside of it',
	async (_name, label, endpoint, field) => {
		const { minValue = NaN, maxValue = NaN } = field.property.typeOptions ?? {};
		const parameters = parametersWith(endpoint, field);
		const body = leastBody(endpoint);
		expect(await send(parameters, [minValue, maxValue, String(maxValue)])).toEqual(
			[minValue, maxValue, maxValue].map((value) => ({ ...body, [field.wireName]: value })),
		);

		const isWhole = !field.property.typeOptions?.numberPrecision;
		const step = isWhole ? 1 : 0.001;
		const outside = [minValue - step, maxValue + step, 'many', Number.NaN];
		for (const value of isWhole ? [...outside, minValue + 0.5] : outside) {
			const shown = typeof value === 'number' ? String(value) : `"${value}"`;
			const rule = `a ${isWhole ? 'whole ' : ''}number from ${minValue} to ${maxValue}`;
			expect(await refused(parameters, value)).toBe(
				`'${label}' must be ${rule}, but is ${shown} [item 0]`,
			);
		}
		expect(field.property.description).toContain(`from ${minValue}`);
		expect(field.property.description).toContain(`default ${field.property.default as number}`);
	},
);

test.each(fieldsThat(({ type }) => type === 'options'))(
	'%s: %s takes every choice of the list by value and label, in any case, and no other',
	async (_name, label, endpoint, field) => {
		const choices = field.property.options as INodePropertyOptions[];
		const sendable = choices.filter(({ value }) => !['custom', 'default'].includes(String(value)));
		const words = sendable.map(({ value }) => value);
		const labels = sendable.map(({ name }) => name.toUpperCase());
		const parameters = parametersWith(endpoint, field);
		const sent = await send(parameters, [...words, String(words[0]).toUpperCase(), ...labels]);
		expect(sent.map((body) => body[field.wireName])).toEqual([...words, words[0], ...words]);

		const listed = choices.map(({ name }) => name).join(', ');
		expect(await refused(parameters, 'gigantic')).toBe(
			`'${label}' must be one of ${listed}, but is "gigantic" [item 0]`,
		);
		expect(field.property.description).toMatch(/default/);
	},
);

test.each(fieldsThat(({ type }) => type === 'boolean'))(
	'%s: %s can be on or off, and nothing between',
	async (_name, label, endpoint, field) => {
		const parameters = parametersWith(endpoint, field);
		const cells = [true, false, 'True', 'false', 1, 0, '1', '0', 'yes', 'no'];
		const sent = await send(parameters, cells);
		expect(sent.map((body) => body[field.wireName])).toEqual(
			cells.map((_cell, index) => index % 2 === 0),
		);
		expect(await refused(parameters, 'maybe')).toBe(
			`'${label}' must be true or false, but is "maybe" [item 0]`,
		);
	},
);

test('each endpoint stands in the documents, and the other way round', () => {
	const known = Object.entries(contract).map(([operation, { path }]) => ({ operation, path }));
	const there = endpoints.map(({ operation, path }) => ({ operation, path }));
	expect(there).toEqual(expect.arrayContaining(known));
	expect(known).toHaveLength(there.length);
});

describe.each(Object.entries(contract))('the contract of %s', (operation, known) => {
	const endpoint = endpoints.find((candidate) => candidate.operation === operation);
	if (!endpoint) throw new Error(`There is no operation ${operation}`);
	const fields = shownFields(endpoint);

	test("the document's own example goes out exactly", async () => {
		const node = quickRouter('Node', parametersOf(endpoint, known.example as IDataObject));
		expect((await runNodes(emulator(), node)).error).toBeUndefined();
		expect(emulator().calls.submits).toEqual([{ endpoint: known.path, body: known.example }]);
	});

	test('the editor shows its ranges and words', () => {
		const ranges: typeof known.ranges = {};
		const words: typeof known.words = {};
		for (const { wireName, property } of fields) {
			const { minValue, maxValue } = property.typeOptions ?? {};
			if (minValue !== undefined) ranges[wireName] = [minValue, maxValue ?? NaN];
			if (property.type !== 'options') continue;
			words[wireName] = (property.options as INodePropertyOptions[])
				.map(({ value }) => String(value))
				.filter((word) => !['custom', 'default'].includes(word))
				.sort();
		}
		expect(ranges).toEqual(known.ranges);
		expect(words).toEqual(known.words);
	});

	test('it has the documented fields and those of fal, which are marked', () => {
		const marked = fields.filter(({ property }) => property.description?.includes(NOT_DOCUMENTED));
		expect(marked.map(({ wireName }) => wireName).sort()).toEqual(known.ofFal);
		const names = [...Object.keys(known.example), ...(known.besides ?? []), ...known.ofFal];
		expect(fields.map(({ wireName }) => wireName).sort()).toEqual([...new Set(names)].sort());
	});

	test('its other fields stand at their documented defaults when they are added', () => {
		const added = fields.filter(({ isAdded, wireName }) => isAdded && !isFree.has(wireName));
		const defaults = added.map(({ wireName, property }) => [wireName, property.default]);
		expect(Object.fromEntries(defaults)).toEqual(known.defaults);
	});

	test.each(known.spellings)('%s "%s" is sent as %s', async (wireName, spelling, sent) => {
		const field = fields.find((candidate) => candidate.wireName === wireName);
		if (!field) throw new Error(`There is no field ${wireName}`);
		const node = quickRouter('Node', parametersWith(endpoint, field));
		expect((await runNodes(emulator(), node, [{ value: spelling }])).error).toBeUndefined();
		const [submit] = emulator().calls.submits;
		expect((submit?.body as IDataObject)[wireName]).toBe(sent);
	});
});
