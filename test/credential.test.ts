import { QuickRouterApi } from '../credentials/QuickRouterApi.credentials';
import { credentialTestNode } from './harness/credentialTest';
import { runNodes, sources, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
const KEY = 'emulator-key';

/** Runs one request with this credential. */
const run = async (credential: { apiKey: string; baseUrl: string }) =>
	await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }), [{}], { credential });

describe('the base URL', () => {
	test.each(['', '/', '//', '/ ', '/?', '/#'])('works with "%s" at its end', async (end) => {
		const { json } = await run({ apiKey: KEY, baseUrl: ` ${emulator().url}${end}` });
		expect(json).toHaveLength(1);
		expect(emulator().calls.all[0]?.path).toBe('/fal-ai/flux-1/dev');
	});

	test.each([
		'',
		'api.quickrouter.ai',
		'ftp://api.quickrouter.ai',
		'file:///etc/passwd',
		'https://',
		'https://api.quickrouter.ai/?x=1',
		'https://api.quickrouter.ai/#x',
		'https://name:secret@api.quickrouter.ai',
		'https://:secret@api.quickrouter.ai',
	])('"%s" is refused in words', async (baseUrl) => {
		const { error } = await run({ apiKey: KEY, baseUrl });
		expect(error?.message).toBe(
			'The Base URL in the credential must be an http(s) URL without a user name, "?" or "#"',
		);
		expect(error?.description).toBe(
			'Open the credential and set its Base URL, for example to https://api.quickrouter.ai. Nothing was submitted.',
		);
	});
});

test('a base URL that cannot be used lets no item pass as a success', async () => {
	const node = quickRouter('Node', { prompt: 'a' }, { onError: 'continueErrorOutput' });
	const { error, items, errorItems } = await runNodes(emulator(), node, [{}, {}], {
		credential: { apiKey: KEY, baseUrl: 'ftp://api.quickrouter.ai' },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
	expect(errorItems.map(({ json }) => (json.error as { message: string }).message)).toEqual(
		Array(2).fill(
			'The Base URL in the credential must be an http(s) URL without a user name, "?" or "#"',
		),
	);
});

test('a key that was pasted into the base URL stands in no error', async () => {
	const { run: ended } = await run({ apiKey: '', baseUrl: 'sk-secret' });
	expect(ended.data.resultData.error).toBeDefined();
	expect(JSON.stringify(ended)).not.toContain('sk-secret');
});

test('a credential that is changed during a run holds from the next run on', async () => {
	const credential = { apiKey: KEY, baseUrl: emulator().url };
	const when = () => {
		credential.apiKey = 'changed';
		return false;
	};
	emulator().misbehave({ on: 'submit', when, does: { status: 500 } });
	expect((await run(credential)).json).toHaveLength(1);
	for (const { authorization } of emulator().calls.all) {
		expect(authorization).toBe(`Bearer ${KEY}`);
	}
});

test('a credential that cannot be read is told of in words', async () => {
	const credential = new Error('Credentials could not be decrypted');
	const { error } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a' }), [{}], {
		credential,
	});
	expect(error?.message).toBe(
		'The QuickRouter credential could not be read: Credentials could not be decrypted',
	);
	expect(error?.description).toBe(
		'Choose it again in the node, or save it again. Nothing was submitted.',
	);
});

describe('the API key', () => {
	test('is sent as a bearer token, without the spaces that came with it', async () => {
		const { json } = await run({ apiKey: ` ${KEY}\n`, baseUrl: emulator().url });
		expect(json).toHaveLength(1);
		for (const { authorization } of emulator().calls.all) {
			expect(authorization).toBe(`Bearer ${KEY}`);
		}
	});

	test('that is wrong stops the run at the first request, which is sent once', async () => {
		const { error } = await run({ apiKey: 'wrong', baseUrl: emulator().url });
		expect(error?.message).toMatch(
			/^QuickRouter does not accept the API key: Invalid token \(request id: .*\) \[item 0\]$/,
		);
		expect(emulator().calls.all).toHaveLength(1);
	});
});

describe("the credential's test", () => {
	const type = 'n8n-nodes-quickrouter.credentialTest';
	const node = quickRouter('Test', {}, { type });
	const test_ = async (apiKey: string, baseUrl: string) =>
		await runNodes(emulator(), node, [{}], {
			credential: { apiKey, baseUrl },
			package: {
				...sources,
				nodes: { [type]: credentialTestNode(new QuickRouterApi()) },
			},
		});

	test.each(['', '/'])('is green with the right key, and free (base URL + "%s")', async (end) => {
		const { error } = await test_(KEY, emulator().url + end);
		expect(error).toBeUndefined();
		expect(emulator().calls.all.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /v1/models',
		]);
	});

	test('is red with a wrong key', async () => {
		const { error } = await test_('wrong', emulator().url);
		expect(error?.message).toMatch(/authoriz/i);
	});

	test('is red, and follows nowhere, when the relay redirects', async () => {
		const location = `${emulator().url}/elsewhere`;
		emulator().misbehave({ on: 'models', does: { status: 302, headers: { location } } });
		const { error } = await test_(KEY, emulator().url);
		expect(error).toBeDefined();
		expect(emulator().calls.all).toHaveLength(1);
	});
});
