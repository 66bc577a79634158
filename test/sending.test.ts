import type { INode } from 'n8n-workflow';

import { QuickRouterApi } from '../credentials/QuickRouterApi.credentials';
import { runWorkflow } from './harness/engine';
import { ranOf, retryNodes, runNodes, sources, useEmulator } from './harness/node';
import { chain, quickRouter } from './harness/workflow';

const emulator = useEmulator();
const node = quickRouter('Node', { prompt: 'a', options: { timeout: 5 } });
const runEndpoint = (body: string, options = {}) =>
	quickRouter('Node', {
		resource: 'endpoint',
		operation: 'run',
		endpoint: 'fal-ai/nano-banana',
		body,
		waitForCompletion: false,
		options,
	});

test('what n8n fails at before it sends is told in its words, and nothing was submitted', async () => {
	class Failing extends QuickRouterApi {
		override authenticate = async () =>
			await Promise.reject(new Error('This credential cannot be resolved here'));
	}
	const credentials = { quickRouterApi: new Failing() };
	const failed = await runNodes(emulator(), node, [{}], { package: { ...sources, credentials } });
	expect(failed.error).toMatchObject({
		message: 'n8n could not send the request: This credential cannot be resolved here [item 0]',
		description: 'Nothing was submitted. Check the credential and the workflow settings.',
	});
	expect(emulator().calls.all).toEqual([]);
	const { json } = await retryNodes(emulator(), node, failed);
	expect(json).toHaveLength(1);
});

test("a proxy's 407 proves that nothing was queued", async () => {
	emulator().misbehave({ on: 'submit', does: { status: 407, body: '<html>Proxy</html>' } });
	const failed = await runNodes(emulator(), node);
	expect(failed.error?.message).toBe(
		'QuickRouter did not accept the request: a web page instead of JSON (HTTP 407) [item 0]',
	);
	const { json } = await retryNodes(emulator(), node, failed);
	expect(json).toHaveLength(1);
	expect(emulator().queue.jobs.size).toBe(1);
});

test('an empty body is sent as one', async () => {
	await runNodes(emulator(), runEndpoint('{}'));
	expect(emulator().calls.submits).toEqual([{ endpoint: 'fal-ai/nano-banana', body: {} }]);
});

test.each([
	['blanks and a line break', (key: string) => ` ${key}\n`],
	['a pasted "Bearer"', (key: string) => `Bearer ${key}`],
	['zero-width characters', (key: string) => `\u200b${key.slice(0, 3)}\u2060${key.slice(3)}\ufeff`],
])('a key is sent without %s', async (_name, pasted) => {
	const credential = { apiKey: pasted(emulator().key), baseUrl: emulator().url };
	const { json } = await runNodes(emulator(), node, [{}], { credential });
	expect(json).toHaveLength(1);
});

test.each([
	['密钥', 'contains characters that an API key cannot have'],
	['', 'is empty'],
])('the key %j is refused before anything is sent', async (apiKey, problem) => {
	const credential = { apiKey, baseUrl: emulator().url };
	const { error } = await runNodes(emulator(), node, [{}], { credential });
	expect(error?.message).toBe(`The API Key in the credential ${problem}`);
	expect(emulator().calls.all).toEqual([]);
});

describe('Max Files', () => {
	const hintsOf = ({ run }: Awaited<ReturnType<typeof runNodes>>) =>
		run.data.resultData.runData.Node?.at(-1)?.hints?.map(({ message }) => message);

	test('says what it cannot count', async () => {
		const ran = await runNodes(emulator(), runEndpoint('{"prompt":"a"}', { maxFiles: 2 }));
		expect(hintsOf(ran)).toEqual([
			'1 request does not say how many files to make. Max Files counts 1 file for each of them.',
		]);
	});

	test('sees every count that a body has', async () => {
		const body = '{"prompt":"a","num_images":2,"batch_size":3}';
		const { error } = await runNodes(emulator(), runEndpoint(body, { maxFiles: 5 }));
		expect(error?.message).toBe(
			"This run would generate 6 files, but the option 'Max Files' allows 5",
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test("counts an agent's calls together", async () => {
		const type = 'n8n-nodes-quickrouter.quickRouterTool';
		const settings: Partial<INode> = { type };
		const parameters = { prompt: 'a', numImages: 2, options: { maxFiles: 4 } };
		const workflow = chain(quickRouter('Node', parameters, settings));
		const again = { node: 'Node', type: 'main', index: 0 } as const;
		workflow.connections.Start?.main?.[0]?.push(again, again);
		const [code] = Object.values(sources.nodes);
		const run = await runWorkflow(workflow, {
			package: { ...sources, nodes: code ? { [type]: code } : {} },
			credential: { apiKey: emulator().key, baseUrl: emulator().url },
		});
		const { json } = ranOf(emulator(), workflow, run);
		expect(json).toEqual([
			{
				error: expect.stringMatching(
					/^This run would generate 6 files, but .* allows 4\. /,
				) as string,
				requestId: null,
			},
		]);
		expect(emulator().calls.submits).toHaveLength(2);
	});
});
