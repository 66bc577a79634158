import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { QuickRouter } from '../nodes/QuickRouter/QuickRouter.node';
import { runWorkflow } from './harness/engine';
import { ranOf, runNodes, sources, useEmulator } from './harness/node';
import { useStorage } from './harness/storage';
import { chain, quickRouter } from './harness/workflow';

const emulator = useEmulator();
let clean: () => void = () => undefined;
beforeAll(async () => {
	clean = await useStorage('memory');
});
afterAll(() => {
	clean();
});

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
	'base64',
);
const DATA_URL = `data:image/png;base64,${PNG.toString('base64')}`;

const run = (parameters: INodeParameters) =>
	quickRouter('Node', {
		resource: 'endpoint',
		operation: 'run',
		endpoint: 'fal-ai/x',
		body: '{"prompt":"a"}',
		waitForCompletion: false,
		...parameters,
	});

/** Runs a node on an item with two files. */
async function runWithFiles(parameters: INodeParameters) {
	const workflow = chain(run(parameters));
	const file = { data: PNG.toString('base64'), mimeType: 'image/png' };
	const ran = await runWorkflow(workflow, {
		package: sources,
		credential: { apiKey: emulator().key, baseUrl: emulator().url },
		items: [{ json: {}, binary: { data: file, style: file } }],
	});
	return ranOf(emulator(), workflow, ran);
}
const filesOf = (...file: [bodyField: string, binaryPropertyName: string][]) => ({
	inputFiles: {
		file: file.map(([bodyField, binaryPropertyName]) => ({ bodyField, binaryPropertyName })),
	},
});

describe('the endpoint', () => {
	test.each<[string, IDataObject | string]>([
		['from the list', { __rl: true, mode: 'list', value: 'fal-ai/nano-banana' }],
		['by its path', { __rl: true, mode: 'path', value: ' /fal-ai/nano-banana ' }],
		[
			'by its page',
			{ __rl: true, mode: 'url', value: 'https://fal.ai/models/fal-ai/nano-banana/api?x=1' },
		],
		['by an expression', '={{ "fal-ai/nano-banana" }}'],
	])('%s is where the request goes', async (_name, endpoint) => {
		await runNodes(emulator(), run({ endpoint: endpoint as string }));
		expect(emulator().calls.submits).toEqual([
			{ endpoint: 'fal-ai/nano-banana', body: { prompt: 'a' } },
		]);
	});

	test.each(['fal-ai/../v1/models', 'https://example.com/models/fal-ai/x', 'v1/models', ' '])(
		'%j is refused before anything is sent',
		async (value) => {
			const { error } = await runNodes(
				emulator(),
				run({ endpoint: { __rl: true, mode: 'path', value } }),
			);
			expect(error?.message).toMatch(/^'Endpoint' must /);
			expect(emulator().calls.all).toEqual([]);
		},
	);
});

describe('the list of endpoints', () => {
	const search = async (filter?: string, baseUrl = `${emulator().url}/`) => {
		const headers = { authorization: `Bearer ${emulator().key}` };
		const context = {
			getCredentials: async () => await Promise.resolve({ baseUrl }),
			helpers: {
				httpRequestWithAuthentication: async (
					_type: string,
					{ baseURL, url }: { baseURL: string; url: string },
				) => await (await fetch(`${baseURL}${url}`, { headers })).json(),
			},
		} as unknown as ILoadOptionsFunctions;
		const { results } = await new QuickRouter().methods.listSearch.searchEndpoints.call(
			context,
			filter,
		);
		return results;
	};

	test('is searched by a method that the node has', () => {
		const { description, methods } = new QuickRouter();
		const [, named] = /"searchListMethod":"(\w+)"/.exec(JSON.stringify(description)) ?? [];
		expect(Object.keys(methods.listSearch)).toEqual([named]);
	});

	test('has the documented ones and those that the key may use', async () => {
		const data = [{ id: 'fal-ai/new-model' }, { id: 'gpt-4o' }, { id: 7 }, 'x'];
		emulator().misbehave({ on: 'models', does: { status: 200, body: { data } } });
		const values = (await search()).map(({ value }) => value);
		expect(values).toHaveLength(27);
		expect(values).toEqual(
			expect.arrayContaining(['fal-ai/new-model', 'fal-ai/vidu/reference-to-image']),
		);
		expect(new Set(values).size).toBe(27);
	});

	test('is searched by name and by path', async () => {
		expect((await search('SEEDREAM')).map(({ value }) => value)).toEqual([
			'fal-ai/bytedance/seedream/v4/edit',
			'fal-ai/bytedance/seedream/v4/text-to-image',
		]);
		expect((await search('vidu/ref')).map(({ name }) => name)).toEqual([
			'Vidu Reference to Image (fal-ai/vidu/reference-to-image)',
		]);
	});

	test('has the documented ones where QuickRouter does not answer', async () => {
		emulator().misbehave({ on: 'models', does: { status: 500, body: '<html>' } });
		expect(await search()).toHaveLength(26);
	});

	test.each(['?x=', '#x'])('sends no key to a Base URL that ends in %s', async (ending) => {
		expect(await search('', `${emulator().url}/${ending}`)).toHaveLength(26);
		expect(emulator().calls.all).toEqual([]);
	});
});

describe('files in the body', () => {
	test('go into the field that is named, single or as a list', async () => {
		const { error } = await runWithFiles(
			filesOf(['image_url', 'data'], ['images', 'data'], ['images', 'style']),
		);
		expect(error).toBeUndefined();
		expect(emulator().calls.submits[0]?.body).toEqual({
			prompt: 'a',
			image_url: DATA_URL,
			images: [DATA_URL, DATA_URL],
		});
	});

	test('are added to a list that the body has', async () => {
		const body = '{"image_urls":["https://example.com/a.png"]}';
		await runWithFiles({ body, ...filesOf(['image_urls', 'data']) });
		expect(emulator().calls.submits[0]?.body).toEqual({
			image_urls: ['https://example.com/a.png', DATA_URL],
		});
	});

	test('do not replace what the body has', async () => {
		const body = '{"image_url":"https://example.com/a.png"}';
		const { error } = await runWithFiles({ body, ...filesOf(['image_url', 'data']) });
		expect(error?.message).toBe(
			`'Input Files' puts a file into "image_url", but 'Body' already has a value there [item 0]`,
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test('that the item does not have are named, with those that it has', async () => {
		const { error } = await runWithFiles(filesOf(['image_url', 'data'], ['mask_url', 'photo']));
		expect(error?.message).toMatch(
			/^File 2 of 2: .*\(the item has data, style\), but is "photo" \[item 0\]$/,
		);
		expect(emulator().calls.all).toEqual([]);
	});
});

test('a body may be an object of an expression', async () => {
	const { error } = await runNodes(emulator(), run({ body: '={{ { prompt: $json.p, n: 2 } }}' }), [
		{ p: 'a "quoted" text\nwith a line break' },
	]);
	expect(error).toBeUndefined();
	expect(emulator().calls.submits[0]?.body).toEqual({
		prompt: 'a "quoted" text\nwith a line break',
		n: 2,
	});
});
