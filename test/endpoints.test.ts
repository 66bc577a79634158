import type { IDataObject, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { endpoints } from '../nodes/QuickRouter/endpoints';
import { contract } from './documentedEndpoints';
import { leastBody, leastParameters, parametersWith, shownFields } from './harness/form';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

describe.each(endpoints.map((endpoint) => [endpoint.displayName, endpoint] as const))(
	'%s',
	(_name, endpoint) => {
		const { operation, path } = endpoint;
		const fields = shownFields(endpoint);
		const ranges = fields.filter(({ property }) => property.typeOptions?.minValue !== undefined);
		const choices = fields.filter(({ property }) => property.type === 'options');
		const switches = fields.filter(({ property }) => property.type === 'boolean');

		/** Sends these values of a field, and gives the bodies that arrived. */
		const send = async (parameters: INodeParameters, values: unknown[]) => {
			const items = values.map((value) => ({ value }) as IDataObject);
			// One after the other, so that they arrive in their order
			const node = quickRouter('Node', { ...parameters, options: { concurrency: 1 } });
			const { error } = await runNodes(emulator(), node, items);
			expect(error).toBeUndefined();
			expect(emulator().calls.all).toHaveLength(values.length);
			return emulator().calls.submits;
		};

		test('sends the prompt and the visible defaults when nothing else is set', async () => {
			const body = leastBody(endpoint);
			expect(await send(leastParameters(endpoint), [0])).toEqual([{ endpoint: path, body }]);
			const known = contract[operation];
			if (!known) return;
			const { prompt: _prompt, image_url: _imageUrl, ...defaults } = body;
			expect(path).toBe(known.path);
			expect(defaults).toEqual(known.visibleDefaults);
		});

		test.each(ranges.map((field) => [field.property.displayName, field] as const))(
			'%s takes its whole range, as number or as text, and nothing outside of it',
			async (label, field) => {
				const { minValue = NaN, maxValue = NaN } = field.property.typeOptions ?? {};
				const body = leastBody(endpoint);
				const sent = await send(parametersWith(endpoint, field), [
					minValue,
					maxValue,
					String(maxValue),
				]);
				expect(sent.map((submit) => submit.body)).toEqual(
					[minValue, maxValue, maxValue].map((value) => ({ ...body, [field.wireName]: value })),
				);

				const isWhole = !field.property.typeOptions?.numberPrecision;
				const step = isWhole ? 1 : 0.001;
				const outside = [minValue - step, maxValue + step, 'many', Number.NaN];
				for (const value of isWhole ? [...outside, minValue + 0.5] : outside) {
					const node = quickRouter('Node', parametersWith(endpoint, field));
					const { error } = await runNodes(emulator(), node, [{ value }]);
					const shown = typeof value === 'number' ? String(value) : `"${value}"`;
					const rule = `a ${isWhole ? 'whole ' : ''}number from ${minValue} to ${maxValue}`;
					expect(error?.message).toBe(`'${label}' must be ${rule}, but is ${shown} [item 0]`);
				}
				expect(emulator().calls.all).toHaveLength(3);
				expect(field.property.description).toContain(`from ${minValue}`);
				expect(field.property.description).toContain(`default ${field.property.default as number}`);
			},
		);

		test.each(choices.map((field) => [field.property.displayName, field] as const))(
			'%s takes every choice of the list, in any case, and no other',
			async (label, field) => {
				const words = (field.property.options as INodePropertyOptions[]).map(({ value }) => value);
				const plain = words.filter((word) => !['custom', 'default'].includes(String(word)));
				const values = [...plain, String(plain[0]).toUpperCase()];
				const sent = await send(parametersWith(endpoint, field), values);
				expect(sent.map((submit) => (submit.body as IDataObject)[field.wireName])).toEqual([
					...plain,
					plain[0],
				]);

				const node = quickRouter('Node', parametersWith(endpoint, field));
				const { error } = await runNodes(emulator(), node, [{ value: 'gigantic' }]);
				expect(error?.message).toMatch(
					new RegExp(`^'${label}' must be one of .*, but is "gigantic" \\[item 0\\]$`),
				);
				for (const word of plain) expect(error?.message).toContain(String(word));
				expect(emulator().calls.all).toHaveLength(values.length);
				expect(field.property.description).toMatch(/default/);
			},
		);

		test.each(switches.map((field) => [field.property.displayName, field] as const))(
			'%s can be on or off, and nothing between',
			async (label, field) => {
				const sent = await send(parametersWith(endpoint, field), [true, false, 'True', 'false']);
				expect(sent.map((submit) => (submit.body as IDataObject)[field.wireName])).toEqual([
					true,
					false,
					true,
					false,
				]);
				const node = quickRouter('Node', parametersWith(endpoint, field));
				const { error } = await runNodes(emulator(), node, [{ value: 'maybe' }]);
				expect(error?.message).toBe(`'${label}' must be true or false, but is "maybe" [item 0]`);
			},
		);

		test('leaves out what an expression leaves empty', async () => {
			const added = fields.filter(({ isAdded }) => isAdded);
			const additionalFields = Object.fromEntries(
				added.map(({ property }) => [property.name, '={{ $json.value }}']),
			);
			const parameters = { ...leastParameters(endpoint), additionalFields };
			const sent = await send(parameters, [undefined, null, '']);
			expect(sent.map(({ body }) => body)).toEqual(Array(3).fill(leastBody(endpoint)));
		});
	},
);

describe.each(Object.entries(contract))('the contract of %s', (operation, known) => {
	const endpoint = endpoints.find((candidate) => candidate.operation === operation);
	if (!endpoint) throw new Error(`There is no operation ${operation}`);
	const fields = shownFields(endpoint);

	test("the document's own example goes out exactly", async () => {
		const parameters: INodeParameters = { operation, waitForCompletion: false };
		const additionalFields: INodeParameters = {};
		for (const { wireName, property, isAdded } of fields) {
			const value = known.example[wireName];
			if (value === undefined) continue;
			(isAdded ? additionalFields : parameters)[property.name] = value as string;
		}
		const node = quickRouter('Node', { ...parameters, additionalFields });
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

	test("its additions of fal are there, and marked as fal's", () => {
		const marked = fields.filter(({ property }) =>
			property.description?.includes('addition of fal'),
		);
		expect(marked.map(({ wireName }) => wireName).sort()).toEqual(known.ofFal);
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
