import fastify, { type FastifyInstance } from 'fastify';

import type { Verb } from '../emulator/calls';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 60_000 });
const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 1 } });

/** Another host, where nothing must ever arrive. */
let trap: FastifyInstance;
let trapUrl: string;
const arrived: string[] = [];
beforeAll(async () => {
	trap = fastify({ forceCloseConnections: true });
	trap.setNotFoundHandler(async (request) => {
		arrived.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
		return await Promise.resolve({});
	});
	trapUrl = await trap.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
	await trap.close();
});
afterEach(() => {
	expect(arrived).toEqual([]);
});

const verbs: Verb[] = ['submit', 'result', 'cancel'];
const redirects = [301, 302, 303, 307, 308];

test.each(verbs.flatMap((on) => redirects.map((status) => [on, status] as const)))(
	'a redirect of %s with %d is not followed',
	async (on, status) => {
		const headers = { location: `${trapUrl}/elsewhere` };
		emulator().misbehave({ on, times: 9, does: { status, headers } });
		expect((await runNodes(emulator(), node)).error).toBeDefined();
	},
);

test('the URLs of a handle and of a result are not asked for', async () => {
	const url = `${trapUrl}/requests/7`;
	const urls = { response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` };
	const handle = { status: 'IN_QUEUE', request_id: '7', ...urls };
	emulator().misbehave({ on: 'submit', does: { status: 200, body: handle } });
	emulator().misbehave({ on: 'result', does: { status: 200, body: handle } });
	const body = { images: [{ url: `${trapUrl}/picture.png` }] };
	emulator().misbehave({ on: 'result', does: { status: 200, body } });
	const { json } = await runNodes(emulator(), quickRouter('Node', { prompt: 'a lighthouse' }));
	expect(json).toMatchObject([{ url: `${trapUrl}/picture.png`, requestId: '7' }]);
	expect(emulator().calls.all.map(({ path }) => path)).toEqual([
		'/fal-ai/flux-1/dev',
		'/fal-ai/auto/requests/7',
		'/fal-ai/auto/requests/7',
	]);
});

test.each(['../../v1/models', 'a/b', 'a?b', 'a#b', '..', '.', '%2e%2e', 'a\\b', 'a b', ''])(
	'the request ID "%s" of an answer does not lead out of its path',
	async (id) => {
		const handle = { status: 'IN_QUEUE', request_id: id };
		emulator().misbehave({ on: 'submit', does: { status: 200, body: handle } });
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toMatch(/an answer in an unknown format/);
		expect(emulator().calls.all).toHaveLength(1);
	},
);

test('an answer that repeats the key does not bring it into an error', async () => {
	const escaped = emulator().key.replace('e', '\\u0065');
	const body = `{"error":{"message":"Invalid token ${emulator().key} ${escaped}"}}`;
	emulator().misbehave({ on: 'submit', does: { status: 401, body } });
	// runNodes looks for the key in all that is left of the run
	const { error } = await runNodes(emulator(), node);
	expect(error?.message).toBe(
		'QuickRouter does not accept the API key: Invalid token *** *** [item 0]',
	);
});
