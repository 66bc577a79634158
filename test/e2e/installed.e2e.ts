import { Playground } from './playground';
import { useStarted } from './suite';

const playground = useStarted(async () => await Playground.start());

/** Saves a credential, which makes the editor test it. */
async function testCredential(apiKey: string) {
	const { n8n, emulator } = playground();
	const [name, type] = [`QuickRouter with ${apiKey}`, 'quickRouterApi'];
	const data = { apiKey, baseUrl: emulator.url };
	const id = await n8n.rest.storeCredential(name, type, data);
	const credentials = { id, name, type, data };
	return await n8n.rest.post<{ status: string; message: string }>('/credentials/test', {
		credentials,
	});
}

/** The calls that arrived, and with which key. */
const calls = () =>
	playground().emulator.calls.all.map(({ method, path, authorization }) => [
		`${method} ${path}`,
		authorization,
	]);

test('the node is there, as a node and as a tool', async () => {
	const file = await playground().n8n.rest.bytes('/types/nodes.json');
	const types = JSON.parse(file.toString()) as { name: string; displayName: string }[];
	const ours = types.filter(({ name }) => name.startsWith('n8n-nodes-quickrouter.'));
	expect(ours).toMatchObject([
		{ name: 'n8n-nodes-quickrouter.quickRouter', displayName: 'QuickRouter' },
		{ name: 'n8n-nodes-quickrouter.quickRouterTool', displayName: 'QuickRouter Tool' },
	]);
});

test("its credential's test is green with the right key", async () => {
	const { key } = playground().emulator;
	expect(await testCredential(key)).toMatchObject({ status: 'OK' });
	expect(calls()).toEqual([['GET /v1/models', `Bearer ${key}`]]);
});

test('and red with a wrong one', async () => {
	expect(await testCredential('wrong')).toEqual({
		status: 'Error',
		message: 'QuickRouter does not accept this API key',
	});
	// n8n itself repeats what is answered with 401
	const call = ['GET /v1/models', 'Bearer wrong'];
	expect(calls()).toEqual([call, call]);
});
