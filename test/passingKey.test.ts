import type { IDataObject } from 'n8n-workflow';

import { relayError } from '../emulator/relay';
import { continuing } from './answers/runCase';
import { passing401 } from './answers/family/submits';
import { BARE, MODEL_FORBIDDEN } from './answers/siblings/words';
import { runNodes, useEmulator } from './harness/node';
import { promptOf } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
const bare = { status: 401, body: passing401 };
const usedUp = { status: 401, body: relayError('该令牌额度已用尽 TokenStatusExhausted[sk-a***z]') };
/** Nobody asks for a result before he has read that it was accepted. */
const firstIsAccepted = () => emulator().calls.of('result').length > 0;

const itemsNamed = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ prompt: `item ${index}` }));
const isFirst = ({ body }: { body?: unknown }) => promptOf(body) === 'item 0';
const submits = () => emulator().calls.of('submit').length;
const errorsIn = (json: IDataObject[]) => json.filter(({ error }) => error !== undefined);

/** Answers so many submits with a 401, but not the first item's, once that one was accepted. */
function refuseOthers(times: number, eachOnce = false): void {
	const refused = new Set<string>();
	emulator().misbehave({
		on: 'submit',
		times,
		when: (call) => {
			if (isFirst(call) || (eachOnce && refused.has(promptOf(call.body)))) return false;
			refused.add(promptOf(call.body));
			return true;
		},
		does: { ...bare, after: firstIsAccepted },
	});
}

describe('a 401 before any call was accepted', () => {
	test.each(BARE)('is the key, and ends the run: %s', async (_language, sentence) => {
		const does = { status: 401, body: relayError(`${sentence} (request id: 7)`) };
		emulator().misbehave({ on: 'submit', times: Infinity, does });
		const { json } = await runNodes(emulator(), continuing(), itemsNamed(4));
		expect(errorsIn(json)).toHaveLength(4);
		expect(submits()).toBe(1);
		const { message, description } = json[0]?.error as IDataObject;
		expect(message).toContain(sentence);
		expect(description).toMatch(/API key/i);
	});
});

describe('a bare 401 after an accepted call', () => {
	test('passes, on the tenth submit of a batch under load', async () => {
		let count = 0;
		emulator().misbehave({ on: 'submit', when: () => ++count === 10, does: bare });
		const node = quickRouter('Node', {
			prompt: '={{ $json.prompt }}',
			options: { concurrency: 5, timeout: 30 },
		});
		const { json, error } = await runNodes(emulator(), node, itemsNamed(12));
		expect(error?.message).toBeUndefined();
		expect(json).toHaveLength(12);
		expect(submits()).toBe(13);
		expect(emulator().queue.jobs.size).toBe(12);
	});

	test('passes five times in a row in the run', async () => {
		refuseOthers(5, true);
		const node = continuing({}, { concurrency: 6, timeout: 30 });
		const { json } = await runNodes(emulator(), node, itemsNamed(6));
		expect(errorsIn(json)).toEqual([]);
		expect(submits()).toBe(11);
	});

	test('is a revoked key when it comes six times in a row', async () => {
		refuseOthers(Infinity);
		const node = continuing({}, { concurrency: 7, timeout: 30 });
		const { json } = await runNodes(emulator(), node, itemsNamed(20));
		expect(errorsIn(json)).toHaveLength(19);
		// Seven were under way, and one took the first's place before it was known
		expect(submits()).toBeLessThanOrEqual(7 + 1);
	});

	test('is a revoked key after few calls where few run side by side', async () => {
		refuseOthers(Infinity);
		const node = continuing({}, { concurrency: 3, timeout: 30 });
		const { json } = await runNodes(emulator(), node, itemsNamed(20));
		expect(errorsIn(json)).toHaveLength(19);
		expect(submits()).toBeLessThanOrEqual(1 + 6 + 3);
		expect(errorsIn(json).at(-1)?.error).toMatchObject({
			description: expect.stringMatching(/API key/i) as string,
		});
	}, 30_000);
});

test('a used-up quota denies at once, whatever was accepted before', async () => {
	emulator().misbehave({
		on: 'submit',
		times: Infinity,
		when: (call) => !isFirst(call),
		does: usedUp,
	});
	const { json } = await runNodes(emulator(), continuing(), itemsNamed(4));
	expect(errorsIn(json)).toHaveLength(3);
	expect(submits()).toBe(2);
});

describe('a model that the token may not use', () => {
	const forbidden = 'fal-ai/not-mine';
	const items = [forbidden, forbidden, 'fal-ai/mine', forbidden].map((path) => ({ path }));
	const node = quickRouter(
		'Node',
		{
			resource: 'endpoint',
			operation: 'run',
			endpoint: '={{ $json.path }}',
			body: '{"prompt":"a"}',
			waitForCompletion: false,
			options: { concurrency: 1, timeout: 5 },
		},
		{ onError: 'continueRegularOutput' },
	);

	test.each(MODEL_FORBIDDEN)('is not tried again in the run: %s', async (_language, sentence) => {
		const said = sentence.replace('M', forbidden);
		emulator().misbehave({
			on: 'submit',
			times: Infinity,
			when: ({ path }) => path === `/${forbidden}`,
			does: { status: 403, body: relayError(`${said} (request id: 7)`) },
		});
		const { json } = await runNodes(emulator(), node, items);
		expect(emulator().calls.submits.map(({ endpoint }) => endpoint)).toEqual([
			forbidden,
			'fal-ai/mine',
		]);
		expect(json.map(({ error }) => error !== undefined)).toEqual([true, true, false, true]);
		expect(JSON.stringify(json[0]?.error)).toContain(said);
	});
});
