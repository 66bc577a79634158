import { Playground } from './playground';

let playground: Playground;
beforeAll(async () => {
	playground = await Playground.start();
});
afterAll(async () => {
	await playground.end();
});

/** Saves a credential, which makes the editor test it. */
async function testCredential(apiKey: string) {
	const { rest } = playground.n8n;
	const [name, type] = [`QuickRouter with ${apiKey}`, 'quickRouterApi'];
	const data = { apiKey, baseUrl: playground.emulator.url };
	const id = await rest.createCredential(name, type, data);
	const credentials = { id, name, type, data };
	return await rest.post<{ status: string; message: string }>('/credentials/test', { credentials });
}

test('the node is there, as a node and as a tool', async () => {
	const file = await playground.n8n.rest.bytes('/types/nodes.json');
	const types = JSON.parse(file.toString()) as { name: string; displayName: string }[];
	const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-quickrouter.'));
	expect(ours).toMatchObject([
		{ name: 'n8n-nodes-quickrouter.quickRouter', displayName: 'QuickRouter' },
		{ name: 'n8n-nodes-quickrouter.quickRouterTool', displayName: 'QuickRouter Tool' },
	]);
});

test("its credential's test is green with the right key", async () => {
	expect(await testCredential(playground.emulator.key)).toMatchObject({ status: 'OK' });
	expect(playground.emulator.calls.all.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'GET /v1/models',
	]);
});

test('and red with a wrong one', async () => {
	expect(await testCredential('wrong')).toEqual({
		status: 'Error',
		message: 'QuickRouter does not accept this API key',
	});
});
