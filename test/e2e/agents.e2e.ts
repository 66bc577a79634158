import type { INode, INodeParameters } from 'n8n-workflow';

import { flux1Dev } from '../../nodes/QuickRouter/endpoints/image/flux1Dev';
import { inWords } from '../../nodes/QuickRouter/execution/words';
import type { Cause, Facts } from '../../nodes/QuickRouter/queue/causes';
import { ChatServer } from './chatServer';
import { example } from './playground';
import { usePlaygroundWith } from './suite';
import { until } from './until';

let runTimeMs: number;
const started = usePlaygroundWith({ runTimeMs: () => runTimeMs }, async (playground, endings) => {
	const { chat, url } = await ChatServer.start();
	endings.add(async () => {
		await chat.close();
	});
	await playground.addCredential('Chat', 'openAiApi', { apiKey: 'chat-key', url });
	return { chat };
});

beforeEach(() => {
	runTimeMs = 20;
});

const TOOL = 'Generate image';
const FOX = { endpoint: 'fal-ai/flux-1/dev', body: bodyOf('a fox') };

const ONE_FILE: INodeParameters = { options: { maxFiles: 1 } };
const A_PICTURE: unknown = expect.objectContaining({ url: expect.any(String) as string });

/** What an agent is told of a request that has failed; a network code is in none of it. */
function errorOf(cause: Cause, facts: Facts = {}, request = ''): string {
	const { happened, advice } = inWords(cause, facts, flux1Dev.form);
	return `${happened}${request}. ${advice}`;
}

function matching(text: RegExp): string {
	return expect.stringMatching(text) as string;
}

function bodyOf(prompt: string) {
	return { prompt, image_size: 'landscape_4_3', num_images: 1 };
}

// The two ways in which n8n's agent calls its tools: by itself, and through the engine
describe.each([2.2, 3.1])('AI Agent %s', (typeVersion) => {
	const rest = () => started().playground.n8n.rest;
	/** Begins a chat in which the model calls the tool with these arguments, one after the other. */
	const begin = async (
		calls: object[],
		parameters: INodeParameters = {},
		settings: Partial<INode> = {},
	): Promise<string> => {
		const workflow = example('agent');
		const nodes = workflow.nodes.map((node) => {
			if (node.name === 'Agent') return { ...node, typeVersion };
			if (node.name !== TOOL) return node;
			return { ...node, ...settings, parameters: { ...node.parameters, ...parameters } };
		});
		const id = await started().playground.import({ ...workflow, nodes });
		const chatInput = JSON.stringify(calls);
		const input = { sessionId: 'one', action: 'sendMessage', chatInput };
		return await rest().run(id, 'Chat', input);
	};
	/** Has such a chat; gives what the tool tells the model. */
	const toldAfter = async (...given: Parameters<typeof begin>): Promise<unknown[]> => {
		const { status } = await rest().ended(await begin(...given));
		expect(status).toBe('success');
		return started().chat.told.map((told) => (told ? JSON.parse(told) : told) as unknown);
	};
	const submits = () => started().emulator.calls.submits;
	const newestId = () => [...started().emulator.queue.jobs.keys()].at(-1);

	test('is told what its tool has made, and whether the safety checker flagged it', async () => {
		const told = await toldAfter([{ Prompt: 'nsfw' }]);
		const requestId = newestId();
		const made = {
			url: matching(new RegExp(`^http://.*/${requestId}/0\\.jpg$`)),
			width: 1024,
			height: 768,
			seed: expect.any(Number) as number,
			requestId,
			nsfw: true,
		};
		expect(told).toEqual([[made]]);
		expect(submits()).toEqual([{ ...FOX, body: bodyOf('nsfw') }]);
	});

	test('is told why the model refused, what to do, and the request ID', async () => {
		const detail = [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }];
		started().emulator.misbehave({ on: 'result', does: { status: 422, body: { detail } } });
		const told = await toldAfter([{ Prompt: 'a fox' }]);
		const requestId = newestId();
		const facts = { details: [{ type: 'content_policy_violation' }] };
		const error = errorOf('refused', facts, ` (request ${requestId})`);
		expect(told).toEqual([[{ error, requestId }]]);
		expect(submits()).toEqual([FOX]);
	});

	test('is told what is wrong with a value, which costs nothing', async () => {
		const error = matching(
			/^'Prompt' must not be empty\. .*Nothing was submitted for this item\.$/,
		);
		expect(await toldAfter([{ Prompt: '' }])).toEqual([[{ error, requestId: null }]]);
		expect(started().emulator.calls.all).toEqual([]);
	});

	test('is told twice that a lost answer may have been charged, before it pays again', async () => {
		started().emulator.misbehave({ on: 'submit', afterwards: true, does: 'reset' });
		const fox = { Prompt: 'a fox' };
		const told = await toldAfter([fox, fox, fox], { options: {} });
		const errors = [errorOf('noAnswer', { networkCode: 'ECONNRESET' }), errorOf('earlierUnclear')];
		for (const error of errors) expect(error).toContain('may have been accepted and charged');
		expect(told).toEqual([...errors.map((error) => [{ error, requestId: null }]), [A_PICTURE]]);
		expect(submits()).toEqual([FOX, FOX]);
	});

	test('does not pay again, nor reach Max Files, by Retry On Fail', async () => {
		started().emulator.misbehave({ on: 'submit', afterwards: true, does: 'reset' });
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const told = await toldAfter([{ Prompt: 'a fox' }], ONE_FILE, retry);
		const error =
			typeVersion < 3
				? errorOf('noAnswer', { networkCode: 'ECONNRESET' })
				: errorOf('earlierUnclear');
		expect(told).toEqual([[{ error, requestId: null }]]);
		expect(submits()).toEqual([FOX]);
	});

	test('is told that Max Files is reached, over all calls', async () => {
		const told = await toldAfter([{ Prompt: 'a fox' }, { Prompt: 'another fox' }], ONE_FILE);
		const error = matching(
			/ 2 files, but the option 'Max Files' allows 1\. Nothing was submitted\./,
		);
		expect(told).toEqual([[A_PICTURE], [{ error, requestId: null }]]);
		expect(submits()).toEqual([FOX]);
	});

	test('is told what n8n leaves of a fault of the credential, which is thrown', async () => {
		const [type, name] = ['quickRouterApi', 'QuickRouter (broken)'];
		const data = { apiKey: 'key', baseUrl: 'quickrouter' };
		const id = await rest().storeCredential(name, type, data);
		const told = await toldAfter(
			[{ Prompt: 'a fox' }],
			{},
			{ credentials: { [type]: { id, name } } },
		);
		const error = matching(/^The Base URL in the credential must be [^.]*$/);
		expect(told).toEqual([typeVersion < 3 ? '' : [{ error }]]);
		expect(started().emulator.calls.all).toEqual([]);
	});

	test('that is stopped asks QuickRouter to cancel', async () => {
		runTimeMs = 60_000;
		const { calls } = started().emulator;
		const id = await begin([{ Prompt: 'a fox' }]);
		await until('it is polled', () => calls.of('result').length > 0);
		await rest().post(`/executions/${id}/stop`, {});
		expect((await rest().ended(id)).status).toBe('canceled');
		await until('it is canceled', () => calls.of('cancel').length > 0);
		expect(submits()).toEqual([FOX]);
	});

	test.each([
		[
			'Image Size',
			{ operation: 'flux1Dev', imageSize: "={{ $fromAI('Size', `Image size`, 'string') }}" },
			'image_size',
			['landscape_4_3', { width: 1024, height: 1024 }, 'landscape_16_9'],
		],
		[
			'Aspect Ratio',
			{ operation: 'nanoBanana', aspectRatio: "={{ $fromAI('Size', `Aspect ratio`, 'string') }}" },
			'aspect_ratio',
			['4:3', '1:1', '16:9'],
		],
	])('can give %s as models write it', async (_name, node, field, sent) => {
		const said = ['Landscape 4:3', '1024x1024', '16:9'];
		const calls = said.map((size) => ({ Prompt: 'a fox', Size: size }));
		const told = await toldAfter(calls, { ...node, options: {} });
		expect(told).toEqual(said.map(() => [A_PICTURE]));
		expect(submits().map(({ body }) => (body as Record<string, unknown>)[field])).toEqual(sent);
	});
});
