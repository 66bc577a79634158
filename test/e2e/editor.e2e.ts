import { isDeepStrictEqual } from 'node:util';

import { operations } from '../../nodes/QuickRouter/catalog';
import { fileItem, imageItem } from '../../nodes/QuickRouter/output/itemSchemas';
import { fromItem, idOf, items, prompts, submitted } from '../harness/prompts';
import { chain, quickRouter, withItems } from '../harness/workflow';
import { isNoteCutOff, startBrowser, widthOfPicture } from './browser';
import { Editor } from './editor';
import { example, exampleNames, type Playground } from './playground';
import { HeldRequests, TIMEOUT_S } from './stops';
import { usePlaygroundWith } from './suite';
import { until } from './until';

let runTimeMs: number;
const started = usePlaygroundWith({ runTimeMs: () => runTimeMs }, async ({ n8n }, endings) => {
	const browser = await startBrowser();
	endings.add(async () => {
		await browser.close();
	});
	return { editor: await Editor.open(browser, n8n, process.env.SCREENSHOTS) };
});
let editor: Editor;
let playground: Playground;
beforeEach(() => {
	({ editor, playground } = started());
	runTimeMs = 200;
});

const FLUX_DEV = 'Generate image with FLUX.1 [dev]';
const KONTEXT = 'Edit image with FLUX.1 Kontext [pro]';

test('the node is found by typing "flux", with all that it can do', async () => {
	await editor.newWorkflow();
	await editor.search('flux');
	const list = editor.part('node-creator');
	await list.getByText('QuickRouter', { exact: true }).click();
	await list.getByText(FLUX_DEV).waitFor();
	const lines = (await list.innerText()).split('\n');
	const actions = [...operations]
		.sort((one, other) => one.resource.localeCompare(other.resource))
		.map(({ action }) => action);
	expect(lines.filter((line) => actions.includes(line))).toEqual(actions);
	await editor.screenshot('actions');
});

test.each(['nano banana', 'seedream', 'edit image', 'inpaint', 'video', 'kling', 'veo'])(
	'the node is found by typing "%s"',
	async (text) => {
		await editor.newWorkflow();
		await editor.search(text);
		await editor.part('node-creator').getByText('QuickRouter', { exact: true }).waitFor();
	},
);

const fromText = ['Prompt', 'Image Size', 'Number of Images'];
const fromImage = ['Prompt', 'Image Source', 'Image URL'];
const fromImages = ['Prompt', 'Images'];
const veo = ['Duration', 'Resolution', 'Generate Audio', 'Aspect Ratio', 'Additional Fields'];
const result = ['Wait for Completion', 'Output', 'Options'];
describe('each operation shows exactly its fields', () => {
	beforeAll(async () => {
		({ editor } = started());
		await editor.newWorkflow();
		await editor.addNode(FLUX_DEV);
	});

	test.each([
		['Image', 'Generate Image: FLUX.1 [Dev]', [...fromText, 'Additional Fields', ...result]],
		['Image', 'Generate Image: FLUX LoRA', [...fromText, 'Additional Fields', ...result]],
		[
			'Image',
			'Generate From Image: FLUX LoRA',
			[...fromImage, 'Strength', 'Image Size', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Edit Image: FLUX.1 Kontext [Pro]',
			[...fromImage, 'Aspect Ratio', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Generate Image: FLUX.1 Kontext [Pro]',
			['Prompt', 'Aspect Ratio', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Edit Image: FLUX.1 Kontext [Max]',
			[
				...fromImage,
				...['Aspect Ratio', 'Output Format', 'Number of Images', 'Additional Fields'],
				...result,
			],
		],
		[
			'Image',
			'Edit Image: FLUX.1 Kontext [Max] Multi',
			[...fromImages, 'Aspect Ratio', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Edit Image: Nano Banana',
			[...fromImages, 'Aspect Ratio', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Edit Image: Qwen Image Edit Plus',
			[...fromImages, 'Image Size', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Edit Image: Seedream 4.0',
			[...fromImages, 'Image Size', 'Number of Images', 'Additional Fields', ...result],
		],
		[
			'Image',
			'Generate Image: Imagen 4',
			[
				...['Prompt', 'Aspect Ratio', 'Resolution', 'Number of Images', 'Additional Fields'],
				...result,
			],
		],
		[
			'Image',
			'Generate Image: Nano Banana',
			['Prompt', 'Aspect Ratio', 'Number of Images', 'Additional Fields', ...result],
		],
		['Image', 'Generate Image: Seedream 4.0', [...fromText, 'Additional Fields', ...result]],
		[
			'Image',
			'Inpaint Image: FLUX LoRA',
			[
				...fromImage,
				...['Mask Source', 'Mask URL', 'Strength', 'Image Size', 'Number of Images'],
				...['Additional Fields', ...result],
			],
		],
		[
			'Video',
			'Animate Image: Kling 2.5 Turbo Pro',
			[...fromImage, 'Duration', 'Additional Fields', ...result],
		],
		['Video', 'Animate Image: Veo 3', [...fromImage, ...veo, ...result]],
		['Video', 'Animate Image: Veo 3 Fast', [...fromImage, ...veo, ...result]],
		[
			'Video',
			'Generate Video: Kling 2.5 Turbo Pro',
			['Prompt', 'Duration', 'Aspect Ratio', 'Additional Fields', ...result],
		],
		['Video', 'Generate Video: Veo 3', ['Prompt', ...veo, ...result]],
		['Video', 'Generate Video: Veo 3 Fast', ['Prompt', ...veo, ...result]],
		['Endpoint', 'Run', ['Endpoint', 'Body', 'Input Files', ...result]],
		['Request', 'Get Result', ['Request ID', ...result]],
		['Request', 'Cancel', ['Request ID', 'Options']],
		['Account', 'Get Prices', ['Search']],
		['Account', 'Get Usage', []],
	])('%s, %s', async (resource, operation, fields) => {
		await editor.choose('resource', resource);
		await editor.choose('operation', operation);
		const expected = ['Resource', 'Operation', ...fields];
		await until(
			'its fields',
			async () => isDeepStrictEqual(await editor.labels(), expected),
			5_000,
		).catch(() => undefined);
		expect(await editor.labels()).toEqual(expected);
	});
});

test('another operation keeps the prompt, and what else both have', async () => {
	await editor.newWorkflow();
	await editor.addNode(FLUX_DEV);
	await editor.field('prompt').locator('textarea').fill('A lighthouse');
	await editor.field('numImages').locator('input').fill('3');
	await editor.toggle('waitForCompletion');
	await editor.choose('operation', 'Edit Image: FLUX.1 Kontext [Pro]');
	await editor.field('imageUrl').waitFor();
	expect(await editor.field('prompt').locator('textarea').inputValue()).toBe('A lighthouse');
	expect(await editor.field('numImages').locator('input').inputValue()).toBe('3');
	expect(await editor.field('waitForCompletion').getByRole('switch').isChecked()).toBe(false);
});

test.each([
	[FLUX_DEV, imageItem],
	['Get result of a request', fileItem],
])('the next node is offered the output of "%s" before it has run', async (action, { shape }) => {
	await editor.newWorkflow();
	await editor.addNode(action);
	await editor.part('ndv-close-button').click();
	await editor.search('edit fields');
	await editor.part('node-creator').getByText('Edit Fields (Set)', { exact: true }).click();
	const input = editor.part('ndv-input-panel');
	await input.getByText('Preview', { exact: true }).waitFor();
	const fields = input.locator('[data-test-id="run-data-schema-item"]');
	const [last = ''] = Object.keys(shape).slice(-1);
	const field = (name: string) => fields.getByText(name, { exact: true });
	await field(last).waitFor();
	expect((await fields.allInnerTexts()).sort()).toEqual(Object.keys(shape).sort());
	await field(last).dragTo(editor.part('assignment-collection-drop-area'));
	await editor.part('assignment').getByText(`{{ $json.${last} }}`).waitFor();
	expect(playground.emulator.calls.all).toEqual([]);
});

test('a run shows its pictures in the output, and one of them as a file', async () => {
	await editor.newWorkflow();
	await editor.addNode(FLUX_DEV);
	const prompt = 'A lighthouse on a cliff in a storm, oil on canvas';
	await editor.field('prompt').locator('textarea').fill(prompt);
	await editor.execute();
	await editor.output.getByText('1 item').waitFor();
	const [first] = playground.emulator.queue.jobs.values();
	await editor.output.getByText('Table').click();
	await editor.output.getByText(`${first?.requestId}/0.jpg`).waitFor();
	await editor.screenshot('run');
	await editor.field('numImages').locator('input').fill('2');
	await editor.addOption('Download Files');
	await editor.toggle('downloadFiles');
	await editor.execute();
	await editor.output.getByText('2 items').waitFor();
	const endpoint = 'fal-ai/flux-1/dev';
	const body = { prompt, image_size: 'landscape_4_3' };
	expect(playground.emulator.calls.submits).toEqual([
		{ endpoint, body: { ...body, num_images: 1 } },
		{ endpoint, body: { ...body, num_images: 2 } },
	]);
	await editor.output.getByRole('button', { name: 'View' }).first().click();
	expect(await widthOfPicture(editor.page, '[data-test-id="output-panel"] img')).toBe(1_024);
	await editor.screenshot('picture');
});

test('a bad value is told of in words, and costs nothing', async () => {
	await editor.newWorkflow();
	await editor.addNode(KONTEXT);
	await editor.field('prompt').locator('textarea').fill('Make it winter');
	await editor.field('imageUrl').locator('input').fill('lighthouse.png');
	await editor.execute();
	const error = editor.part('node-error-message');
	await error.waitFor();
	expect(await error.innerText()).toMatch(
		/^'Image URL' must be an http\(s\) URL.*, but is "lighthouse.png" \[item 0\]$/,
	);
	await editor.output
		.getByText('Change the field or its expression. Nothing was submitted.')
		.waitFor();
	expect(playground.emulator.calls.all).toEqual([]);
	await editor.screenshot('error');
});

test('Stop asks the relay to cancel', async () => {
	runTimeMs = 60_000;
	const { calls } = playground.emulator;
	await editor.newWorkflow();
	await editor.addNode(FLUX_DEV);
	await editor.field('prompt').locator('textarea').fill('A lighthouse');
	await editor.part('ndv-close-button').click();
	await editor.part('execute-workflow-button').click();
	await until('it is submitted', () => calls.submits.length === 1);
	await editor.part('stop-execution-button').click();
	await until('it is canceled', () => calls.of('cancel').length === 1);
});

test("a workflow's timeout shows what is finished, and the ids of the rest", async () => {
	playground.emulator.queue.jobs.clear();
	const held = new HeldRequests(playground);
	const generate = quickRouter('Generate', fromItem);
	const settings = { executionTimeout: TIMEOUT_S };
	const workflow = { ...withItems(chain(generate), items), settings };
	await editor.openWorkflow(await playground.import(workflow));
	await editor.part('execute-workflow-button').click();
	await held.untilPolled();
	await editor.part('canvas-node').filter({ hasText: 'Generate' }).dblclick();
	await editor.output.getByText('2 items').waitFor();
	await editor.output.hover();
	await editor.output.locator('[data-test-id="radio-button-json"]').click();
	await editor.output.getByText('3 requests are paid for or may still finish').waitFor();
	const shown = await editor.output.innerText();
	for (const prompt of prompts) expect(shown).toContain(idOf(playground.emulator, prompt));
	expect(submitted(playground.emulator)).toEqual([...prompts].sort());
	held.release();
});

test.each(exampleNames())(
	'the example %s has a note that fits, and nothing to set right',
	async (name) => {
		const workflow = example(name);
		await playground.addCredential('Chat', 'openAiApi', { apiKey: 'chat-key' });
		await playground.addCredential('Mail', 'smtp', { host: '127.0.0.1', port: 1 });
		await editor.openWorkflow(await playground.import(workflow));
		await editor.page.getByRole('heading', { name: workflow.name }).waitFor();
		expect(await isNoteCutOff(editor.page)).toBe(false);
		const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await until(
			'all nodes',
			async () => (await editor.part('canvas-node').count()) >= nodes.length,
		);
		expect(await editor.part('node-issues').count()).toBe(0);
		expect(await editor.part('node-setup-required').count()).toBe(0);
		await editor.screenshot(`example-${name}`);
	},
);

test('a credential is made from the node, and tested', async () => {
	const { key, url } = playground.emulator;
	await editor.newWorkflow();
	await editor.addNode(FLUX_DEV);
	await editor.part('node-credentials-select').click();
	await editor.part('node-credentials-select-item-new').click();
	const dialog = editor.part('editCredential-modal');
	await editor.field('apiKey').locator('input').fill('wrong');
	await editor.field('baseUrl').locator('input').fill(url);
	await editor.part('credential-save-button').click();
	await dialog.getByText('More details').click();
	await dialog.getByText('QuickRouter does not accept this API key').waitFor();
	await editor.field('baseUrl').locator('input').fill(playground.n8n.url);
	await editor.part('credential-save-button').click();
	await dialog.getByText("QuickRouter's API did not answer at this Base URL").waitFor();
	await editor.field('baseUrl').locator('input').fill(url);
	await editor.field('apiKey').locator('input').fill(key);
	await editor.part('credential-save-button').click();
	await dialog.waitFor({ state: 'detached' });
	await editor.part('credential-edit-button').click();
	await dialog.getByText('Connection tested successfully').waitFor();
	await editor.screenshot('credential');
});
