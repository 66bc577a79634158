import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import { outputOf, type WorkflowJson } from '../harness/engine';
import { asksFor, idOf, promptOf, submitted } from '../harness/prompts';
import { secondsOfVideo, startBrowser, widthOfPicture } from './browser';
import { ChatServer } from './chatServer';
import { DataTable } from './dataTable';
import { example, exampleNames, MANUAL_TRIGGER, Playground, PROMPT_TABLE } from './playground';
import { useStarted } from './suite';
import { until } from './until';
import { withParameters } from './workflows';

const NIGHT = 'Every night at two';

const playground = useStarted(async () => await Playground.start());

/** Imports a workflow, runs it from a trigger, and gives what its last nodes have emitted. */
async function run(workflow: WorkflowJson, trigger = MANUAL_TRIGGER, input?: object) {
	const { rest } = playground().n8n;
	const id = await playground().import(workflow);
	const execution = await rest.ended(await rest.run(id, trigger, input));
	expect(execution.data.resultData.error).toBeUndefined();
	expect(execution.status).toBe('success');
	return (node: string, output = 0) => outputOf(execution, node)[output] ?? [];
}

const submits = () => playground().emulator.calls.submits;

test('generate, edit and vary', async () => {
	const emitted = await run(example('generate-edit-vary'));
	expect(submits().map(({ endpoint }) => endpoint)).toEqual([
		...Array<string>(3).fill('fal-ai/flux-1/dev'),
		...Array<string>(3).fill('fal-ai/flux-pro/kontext'),
		'fal-ai/flux-lora/image-to-image',
	]);
	const [picture] = emitted('Vary');
	const response = await fetch(picture?.json.url as string);
	const { width, height } = await sharp(await response.arrayBuffer()).metadata();
	expect([width, height]).toEqual([picture?.json.width, picture?.json.height]);
});

test('a form that responds with an image', async () => {
	const { rest, url } = playground().n8n;
	await rest.activate(await playground().import(example('form-to-image')));
	// n8n is a moment late
	await until('the form', async () => (await fetch(`${url}/form/image`)).ok);
	const browser = await startBrowser();
	try {
		const page = await browser.newPage();
		await page.goto(`${url}/form/image`);
		await page.getByLabel('Prompt').fill('a lighthouse');
		await page.getByRole('button', { name: 'Generate', exact: true }).click();
		expect(await widthOfPicture(page, 'img[alt="Your image"]')).toBe(1_024);
	} finally {
		await browser.close();
	}
	expect(submits()).toEqual([
		{
			endpoint: 'fal-ai/flux-1/dev',
			body: { prompt: 'a lighthouse', image_size: 'landscape_4_3', num_images: 1 },
		},
	]);
});

test('a nightly batch from a data table', async () => {
	const { rest } = playground().n8n;
	const table = await DataTable.create(
		rest,
		PROMPT_TABLE,
		['one', 'refused', 'failed', 'two'].map((prompt) => ({ prompt })),
	);
	const { emulator } = playground();
	const detail = [{ loc: ['body', 'prompt'], msg: 'not that', type: 'value_error' }];
	emulator.misbehave({
		on: 'submit',
		when: ({ body }) => promptOf(body) === 'refused',
		does: { status: 422, body: { detail } },
	});
	emulator.misbehave({
		on: 'result',
		when: asksFor(() => emulator, 'failed'),
		does: { status: 422, body: { detail } },
	});
	await run(example('nightly-batch'), NIGHT);
	const isUrl = expect.stringMatching(/^http/) as string;
	const notThat = expect.stringContaining('not that') as string;
	expect(await table.rows()).toMatchObject([
		{ prompt: 'one', url: isUrl, requestId: idOf(emulator, 'one'), error: '' },
		{ prompt: 'refused', url: null, requestId: null, error: notThat },
		{ prompt: 'failed', url: null, requestId: idOf(emulator, 'failed'), error: notThat },
		{ prompt: 'two', url: isUrl, requestId: idOf(emulator, 'two'), error: '' },
	]);

	// The next night, only what a user has looked at is tried again
	await table.update({ prompt: 'refused' }, { error: '' });
	emulator.calls.all.length = 0;
	await run(example('nightly-batch'), NIGHT);
	expect(submitted(emulator)).toEqual(['refused']);
	await table.delete();
});

test('the schedule begins the nightly batch by itself', async () => {
	const { n8n, emulator } = playground();
	const table = await DataTable.create(n8n.rest, PROMPT_TABLE, [{ prompt: 'by night' }]);
	const rule = { interval: [{ field: 'seconds', secondsInterval: 3 }] };
	const id = await playground().import(withParameters(example('nightly-batch'), NIGHT, { rule }));
	await n8n.rest.activate(id);
	await until('the row has its picture', async () => {
		const [row] = await table.rows();
		return row?.url !== null;
	});
	await n8n.rest.deactivate(id);
	const executions = (await n8n.rest.executions()).filter(({ workflowId }) => workflowId === id);
	expect(new Set(executions.map(({ mode }) => mode))).toEqual(new Set(['trigger']));
	expect(submitted(emulator)).toEqual(['by night']);
});

test('pictures that are downloaded and written to disk', async () => {
	const folder = path.join(playground().userFolder, '.n8n-files');
	mkdirSync(folder);
	const workflow = example('download-to-disk');
	const { fileName } = workflow.nodes.find(({ name }) => name === 'Write')?.parameters ?? {};
	const here = (fileName as string).replace('/home/node/.n8n-files', folder);
	expect(here).not.toBe(fileName);
	await run(withParameters(workflow, 'Write', { fileName: here }));
	const files = readdirSync(folder);
	expect(files).toHaveLength(2);
	for (const file of files) {
		expect(file).toMatch(/-[01]\.png$/);
		const { format } = await sharp(readFileSync(path.join(folder, file))).metadata();
		expect(format).toBe('png');
	}
});

test('a durable batch', async () => {
	const workflow = example('durable-batch');
	const { amount, unit } = workflow.nodes.find(({ name }) => name === 'Wait')?.parameters ?? {};
	expect([amount, unit]).toEqual([2, 'minutes']);
	const emitted = await run(withParameters(workflow, 'Wait', { amount: 0, unit: 'seconds' }));
	const requestIds = emitted('Submit').map(({ json }) => json.requestId);
	expect(requestIds).toHaveLength(3);
	expect(emitted('Fetch').map(({ json }) => json.requestId)).toEqual(requestIds);
	expect(emitted('Fetch').every(({ json }) => typeof json.url === 'string')).toBe(true);
});

test('a product on a background', async () => {
	const emitted = await run(example('product-on-background'));
	const [product, background] = ['Product', 'Background'].map(
		(name) => emitted(name)[0]?.json.url as string,
	);
	expect(submits().map(({ endpoint }) => endpoint)).toEqual([
		'fal-ai/flux-1/dev',
		'fal-ai/flux-1/dev',
		'fal-ai/nano-banana/edit',
	]);
	expect(submits()[2]?.body).toMatchObject({ image_urls: [product, background] });
	const [combined] = emitted('Combine');
	const response = await fetch(combined?.json.url as string);
	expect((await sharp(await response.arrayBuffer()).metadata()).format).toBe('png');
});

test('an image that becomes a video', async () => {
	const workflow = example('image-to-video');
	const { amount, unit } = workflow.nodes.find(({ name }) => name === 'Wait')?.parameters ?? {};
	expect([amount, unit]).toEqual([3, 'minutes']);
	const emitted = await run(withParameters(workflow, 'Wait', { amount: 0, unit: 'seconds' }));
	const [picture] = emitted('Image');
	expect(submits()[1]).toEqual({
		endpoint: 'fal-ai/kling-video/v2.5-turbo/pro/image-to-video',
		body: {
			prompt: 'Waves break on the cliff, the camera rises slowly',
			image_url: picture?.json.url,
			duration: '5',
		},
	});
	const [video] = emitted('Fetch');
	expect(video?.json).toMatchObject({
		requestId: emitted('Animate')[0]?.json.requestId,
		contentType: 'video/mp4',
	});
	expect(video?.binary?.data).toMatchObject({ mimeType: 'video/mp4', fileExtension: 'mp4' });
	const browser = await startBrowser();
	try {
		expect(await secondsOfVideo(await browser.newPage(), video?.json.url as string)).toBe(5);
	} finally {
		await browser.close();
	}
});

test('an agent that makes a picture', async () => {
	const { chat, url } = await ChatServer.start();
	try {
		await playground().addCredential('Chat', 'openAiApi', { apiKey: 'chat-key', url });
		const emitted = await run(example('agent'), 'Chat', {
			sessionId: 'one',
			action: 'sendMessage',
			chatInput: 'a red fox in the snow',
		});
		const [answer] = emitted('Agent');
		const [made] = JSON.parse(answer?.json.output as string) as {
			url: string;
			requestId: string;
		}[];
		expect(made?.url).toMatch(/^http.*\.jpg$/);
		expect(Object.keys(made ?? {}).sort()).toEqual([
			'height',
			'nsfw',
			'requestId',
			'seed',
			'url',
			'width',
		]);
		expect(submits()).toEqual([
			{
				endpoint: 'fal-ai/flux-1/dev',
				body: { prompt: 'a red fox in the snow', image_size: 'landscape_4_3', num_images: 1 },
			},
		]);
		expect(chat.requests).toHaveLength(2);
	} finally {
		await chat.close();
	}
});

test('a warning when the quota is low', async () => {
	const workflow = example('low-balance');
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Warn' ? { ...node, type: 'n8n-nodes-base.noOp', parameters: {} } : node,
	);
	const warnings = async (available: number) => {
		const data = { object: 'token_usage', name: 'n8n', total_available: available };
		const does = { status: 200, body: { code: true, message: 'ok', data } };
		playground().emulator.misbehave({ on: 'usage', does });
		return (await run({ ...workflow, nodes }, 'Every morning at eight'))('Warn').length;
	};
	expect(await warnings(499_999)).toBe(1);
	expect(await warnings(500_000)).toBe(0);
	expect(submits()).toEqual([]);
});

test('there is no example besides', () => {
	expect(exampleNames().sort()).toEqual([
		'agent',
		'download-to-disk',
		'durable-batch',
		'form-to-image',
		'generate-edit-vary',
		'image-to-video',
		'low-balance',
		'nightly-batch',
		'product-on-background',
	]);
});
