import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { endpoints } from '../nodes/QuickRouter/endpoints';
import { outputSchemas } from '../tools/schemas/outputSchemas';
import { leastParameters } from './harness/form';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const FOLDER = path.resolve(__dirname, '../dist/nodes/QuickRouter/__schema__');

interface JsonSchema {
	type: string | string[];
	properties?: Record<string, JsonSchema>;
	required?: string[];
	items?: JsonSchema;
}

function schemaOf(resource: string, operation: string): JsonSchema {
	const file = path.join(FOLDER, 'v1.0.0', resource, `${operation}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
}

/** Where a value is not what its schema says. */
function problemsIn(schema: JsonSchema, value: unknown, place = 'item'): string[] {
	const type = typeOf(value);
	if (![schema.type].flat().includes(type)) return [`${place} is ${type}`];
	if (Array.isArray(value)) {
		const { items } = schema;
		return value.flatMap((one) => (items ? problemsIn(items, one, `${place}[]`) : [place]));
	}
	if (type !== 'object') return [];
	const { properties = {}, required = [] } = schema;
	const entries = new Map(Object.entries(value as object));
	return [
		...required.filter((name) => !entries.has(name)).map((name) => `${place}.${name} is missing`),
		...[...entries].flatMap(([name, inner]) => {
			const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
			const at = `${place}.${name}`;
			return known ? problemsIn(known, inner, at) : [`${at} is unknown`];
		}),
	];
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

test('there is one for each operation, as the items are typed (npm run build)', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
	const written = files.filter((file) => file.endsWith('.json')).sort();
	expect(written).toEqual([...outputSchemas().keys()].sort());
	for (const [name, schema] of outputSchemas()) {
		expect(JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))).toEqual(schema);
	}
});

describe('what comes out is as the schema says', () => {
	const emulator = useEmulator();

	const itemsOf = async (parameters: INodeParameters): Promise<IDataObject[]> => {
		const { json } = await runNodes(emulator(), quickRouter('Node', parameters));
		expect(json.length).toBeGreaterThan(0);
		return json;
	};
	const problemsOf = (items: IDataObject[], resource: string, operation: string) => {
		const schema = schemaOf(resource, operation);
		return items.flatMap((item) => problemsIn(schema, item));
	};
	const expectItems = (items: IDataObject[], resource: string, operation: string) => {
		expect(problemsOf(items, resource, operation)).toEqual([]);
	};

	// Side by side: a video is asked for when it is likely to be ready, which is after half a minute
	test('of each endpoint', async () => {
		const problems = endpoints.map(async (endpoint) => {
			const { resource, operation } = endpoint;
			const parameters = { ...leastParameters(endpoint), resource, waitForCompletion: true };
			return [operation, problemsOf(await itemsOf(parameters), resource, operation)] as const;
		});
		const none = endpoints.map(({ operation }) => [operation, []]);
		expect(await Promise.all(problems)).toEqual(none);
	});

	test.each([
		['an image', { images: [{ url: 'https://example.com/a.png', width: 8, height: 8 }], seed: 1 }],
		['a video', { video: { url: 'https://example.com/a.mp4', file_size: 8 } }],
	])('of endpoint run and request getResult, for %s', async (_what, body) => {
		emulator().misbehave({ on: 'result', times: 2, does: { status: 200, body } });
		const run = { resource: 'endpoint', operation: 'run', endpoint: 'fal-ai/x', body: '{}' };
		const items = await itemsOf(run);
		expectItems(items, 'endpoint', 'run');
		const { requestId } = items[0] as { requestId: string };
		const get = { resource: 'request', operation: 'getResult', requestId };
		expectItems(await itemsOf(get), 'request', 'getResult');
	});

	test('of request cancel', async () => {
		const [submitted] = await itemsOf({ prompt: 'a mill', waitForCompletion: false });
		const { requestId } = submitted as { requestId: string };
		const cancel = { resource: 'request', operation: 'cancel', requestId };
		expectItems(await itemsOf(cancel), 'request', 'cancel');
	});

	test.each(['getUsage', 'getPrices'])('of account %s', async (operation) => {
		expectItems(await itemsOf({ resource: 'account', operation }), 'account', operation);
	});
});
