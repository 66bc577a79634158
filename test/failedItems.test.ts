import { INPUT_IMAGE } from './harness/form';
import { runNodes, useEmulator } from './harness/node';
import { fromItem, idOf } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const PROMPTS = ['a lighthouse', 'a windmill', 'a harbour'].map((prompt) => ({ prompt }));

describe('an item that cannot be used', () => {
	const emulator = useEmulator();
	const items = [...PROMPTS, { prompt: '', steps: 51 }, { prompt: 'a mill', steps: 99 }];
	const parameters = {
		...fromItem,
		additionalFields: { numInferenceSteps: '={{ $json.steps }}' },
	};

	test('costs nothing: not one of the others is submitted', async () => {
		const { error } = await runNodes(emulator(), quickRouter('Node', parameters), items);
		expect(error?.message).toBe(`'Prompt' must not be empty [item 3]`);
		expect(error?.description).toBe(
			"'Inference Steps' must be a whole number from 0 to 50, but is 51. Change the field or its expression. Nothing was submitted. Also invalid: item 4.",
		);
		expect(error?.context).toMatchObject({ itemIndex: 3 });
		expect(emulator().calls.all).toEqual([]);
	});

	test('is passed over as well when its expression fails', async () => {
		const prompt = "={{ $json.prompt === 'a windmill' ? $('Nope').item.json.x : $json.prompt }}";
		const node = quickRouter('Node', { prompt }, { onError: 'continueErrorOutput' });
		const { json, errorItems } = await runNodes(emulator(), node, PROMPTS);
		expect(json.map((item) => item.prompt)).toEqual(['a lighthouse', 'a harbour']);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]?.json).toMatchObject({ prompt: 'a windmill' });
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('is passed over where the workflow continues', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueRegularOutput' });
		const { json, error } = await runNodes(emulator(), node, items);
		expect(error).toBeUndefined();
		expect(json.map(({ prompt }) => prompt)).toEqual([
			...PROMPTS.map(({ prompt }) => prompt),
			undefined,
			undefined,
		]);
		expect(json[4]).toEqual({
			error: {
				message: `'Inference Steps' must be a whole number from 0 to 50, but is 99 [item 4]`,
				description: 'Change the field or its expression. Nothing was submitted for this item.',
			},
		});
		expect(emulator().calls.submits).toHaveLength(3);
	});
});

describe('a request that fails', () => {
	const emulator = useEmulator();
	const items = [{ prompt: 'one' }, { prompt: 'two nsfw' }, { prompt: 'three' }];
	const parameters = { operation: 'fluxProKontextTextToImage', ...fromItem };
	const failedId = () => idOf(emulator(), 'two nsfw');
	const told = () =>
		`The content filter refused the prompt or the image (request ${failedId()}) [item 1]`;

	const known = () => ({
		requestId: failedId(),
		endpoint: 'fal-ai/flux-pro/kontext/text-to-image',
	});
	const error = () => ({
		message: told(),
		description: 'Change the values named in the message, and try again.',
		...known(),
		statusCode: 422,
		type: 'content_policy_violation',
	});

	test('ends the execution, and nothing more is submitted', async () => {
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 1 } });
		const { error: thrown, json } = await runNodes(emulator(), node, items);
		expect(thrown).toMatchObject({
			message: told(),
			description: `${error().description} Another request is paid for or running. Retry in the list of executions gets it; a new run would pay again.`,
		});
		expect(thrown?.context).toMatchObject({ itemIndex: 1 });
		expect(json).toEqual([]);
		expect(emulator().calls.submits).toHaveLength(2);
	});

	test('is an item with its request ID where the workflow continues', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueRegularOutput' });
		const { json, items: emitted } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(['one', undefined, 'three']);
		expect(json[1]).toEqual({ error: error() });
		expect(emitted.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
	});

	test('goes to the error output, with its request ID, where there is one', async () => {
		const node = quickRouter('Node', parameters, { onError: 'continueErrorOutput' });
		const { json, errorItems } = await runNodes(emulator(), node, items);
		expect(json.map(({ prompt }) => prompt)).toEqual(['one', 'three']);
		expect(errorItems.map((item) => item.json)).toEqual([{ prompt: 'two nsfw', error: error() }]);
		expect(errorItems[0]?.pairedItem).toEqual({ item: 1 });
	});

	test('names the field of the input image that fal could not load', async () => {
		const node = quickRouter('Node', {
			operation: 'fluxProKontext',
			prompt: 'make it night',
			imageUrl: INPUT_IMAGE.replace('https://example.com', emulator().url),
		});
		const { error } = await runNodes(emulator(), node);
		expect(error?.message).toMatch(
			/^The image could not be downloaded from "http:.*": its URL must be public \(request /,
		);
		expect(emulator().calls.unexpected.splice(0)).toEqual(['GET /photo.jpg: no such route']);
	});
});
