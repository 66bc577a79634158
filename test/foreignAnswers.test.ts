import type { IDataObject } from 'n8n-workflow';

import { continuing, wordsOf } from './answers/runCase';
import { runNodes, useEmulator, type Ran } from './harness/node';
import { asksFor, idOf } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 5 } });
const IMAGES = [{ url: 'https://fal.media/files/a.png' }];
const polled = () =>
	emulator()
		.calls.of('result')
		.map(({ path }) => path.split('/').at(-1));

describe('an ID that a double cannot hold', () => {
	const ID = '1894736251234567891';
	const numbers: [string, string][] = [
		['a number', `{"status":"IN_QUEUE","request_id":${ID}}`],
		['a number with blanks', `{"request_id" :\n ${ID} , "status":"IN_QUEUE"}`],
		['a number in data', `{"code":0,"data":{"request_id":${ID},"status":"IN_QUEUE"}}`],
		[
			'a number beside a text that looks like one',
			`{"prompt":"\\"request_id\\":1111111111111111111,","request_id":${ID},"status":"IN_QUEUE"}`,
		],
		[
			'a number after another of that name, deeper down',
			`{"status":"IN_QUEUE","logs":[{"request_id":1111111111111111111}],"request_id":${ID}}`,
		],
		['text', `{"status":"IN_QUEUE","request_id":"${ID}"}`],
	];

	test.each(numbers)('%s: it is asked for, or unclear, and never another', async (kind, body) => {
		const headers = { 'content-type': 'application/json' };
		emulator().misbehave({ on: 'submit', does: { status: 200, headers, body } });
		emulator().misbehave({
			on: 'result',
			times: Infinity,
			when: ({ path }) => path.endsWith(`/${ID}`),
			does: { status: 200, body: { images: IMAGES } },
		});
		const ran = await runNodes(emulator(), node);
		const isUnclear = wordsOf(ran).includes('may have been accepted and charged');
		expect(polled()).toEqual(isUnclear ? [] : [ID]);
		if (!isUnclear) expect(ran.json).toMatchObject([{ requestId: ID }]);
		if (kind === 'text') expect(isUnclear).toBe(false);
	});
});

describe('a seed', () => {
	test.each([
		['14288216880943842219', [null, '14288216880943842219']],
		['9007199254740993', [null, '9007199254740993']],
		['"14288216880943842219"', [null, '14288216880943842219']],
		['"2841475369"', [2841475369]],
		['2841475369', [2841475369]],
		['"7abc"', [null]],
		['1.5', [null, 1.5]],
	])('%s is never another number', async (seed, allowed) => {
		const headers = { 'content-type': 'application/json' };
		const body = `{"images":[{"url":"https://fal.media/files/a.png"}],"seed":${seed}}`;
		emulator().misbehave({ on: 'result', does: { status: 200, headers, body } });
		const { json } = await runNodes(emulator(), node);
		expect(json).toHaveLength(1);
		expect(allowed).toContain(json[0]?.seed);
	});
});

describe('an answer that names another request', () => {
	test('once: it is asked again', async () => {
		emulator().misbehave({
			on: 'result',
			does: { status: 200, body: { request_id: 'foreign', images: IMAGES } },
		});
		const { json } = await runNodes(emulator(), node);
		expect(json).toHaveLength(1);
		expect(json[0]?.url).not.toBe(IMAGES[0]?.url);
		expect(json[0]?.requestId).toBe([...emulator().queue.jobs.keys()][0]);
		expect(emulator().calls.of('result')).toHaveLength(2);
	});

	test('for three answers, an ID of no item: it is the numbering of the relay', async () => {
		emulator().misbehave({
			on: 'result',
			times: Infinity,
			does: { status: 200, body: { request_id: 'foreign', images: IMAGES } },
		});
		const { json } = await runNodes(emulator(), node);
		expect(json).toMatchObject([IMAGES[0]]);
		expect(emulator().calls.of('result')).toHaveLength(3);
		expect(emulator().calls.of('submit')).toHaveLength(1);
	});

	test("the ID of another item, for ever: it is not that item's result", async () => {
		emulator().misbehave({
			on: 'result',
			times: Infinity,
			when: asksFor(emulator, 'two'),
			does: () => ({ status: 200, body: { request_id: idOf(emulator(), 'one'), images: IMAGES } }),
		});
		const batch = continuing({}, { concurrency: 2, timeout: 5 });
		const { json } = await runNodes(emulator(), batch, [{ prompt: 'one' }, { prompt: 'two' }]);
		expect(json).toHaveLength(2);
		expect(json[0]?.url).toBeDefined();
		expect(json[1]?.error).toMatchObject({ requestId: idOf(emulator(), 'two') });
		const polls = emulator().calls.of('result').filter(asksFor(emulator, 'two'));
		expect(polls.length).toBeGreaterThanOrEqual(3);
		expect(emulator().calls.of('submit')).toHaveLength(2);
	});
});

test('one ID for two different requests is an error that names both items', async () => {
	emulator().misbehave({
		on: 'submit',
		times: 2,
		does: { status: 200, body: { request_id: '7', status: 'IN_QUEUE' } },
	});
	emulator().misbehave({
		on: 'result',
		times: Infinity,
		does: { status: 200, body: { images: IMAGES } },
	});
	const items = [{ prompt: 'one' }, { prompt: 'two' }];
	const { json } = await runNodes(emulator(), continuing(), items);
	expect(json.some(namesBoth)).toBe(true);
});

function namesBoth({ error }: IDataObject): boolean {
	const { message = '', description = '' } = (error ?? {}) as Record<string, string>;
	const words = `${message} ${description}`;
	return /item.*\b0\b/.test(words) && /item.*\b1\b/.test(words) && words.includes('7');
}

describe('an answer that nobody can read', () => {
	const LONG = `<html><title>Hello</title>${'a'.repeat(280)}TAIL OF THE EXCERPT`;
	const details = ({ run }: Ran) => JSON.stringify(run.data.resultData.error);

	test('is shown in the details of the error, up to 300 characters', async () => {
		emulator().misbehave({ on: 'submit', does: { status: 200, body: LONG } });
		const shown = details(await runNodes(emulator(), node));
		expect(shown).toContain('<title>Hello</title>');
		expect(shown).not.toContain('TAIL OF THE EXCERPT');
	});

	test.each([
		['as it is', (key: string) => key],
		['in base64', (key: string) => Buffer.from(key).toString('base64')],
		['in a URL', (key: string) => encodeURIComponent(key)],
	])('does not show the key, %s', async (_name, spelled) => {
		const said = spelled(emulator().key);
		emulator().misbehave({ on: 'submit', does: { status: 200, body: `what is ${said}?` } });
		const shown = details(await runNodes(emulator(), node));
		expect(shown).toContain('what is ');
		expect(shown).not.toContain(said);
	});

	test('is shown for an item that failed while the workflow goes on', async () => {
		emulator().misbehave({ on: 'submit', does: { status: 200, body: { odd: 'thing' } } });
		const { json } = await runNodes(emulator(), continuing(), [{ prompt: 'a' }]);
		expect(JSON.stringify(json[0]?.error)).toContain('thing');
	});
});
