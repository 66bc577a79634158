import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

import type { Answer } from '../emulator/faults';
import { expectOutcome } from './answers/expectOutcome';
import { UNCLEAR } from './answers/answerCase';
import { wordsOf } from './answers/runCase';
import { retryNodes, runNodes, useEmulator } from './harness/node';
import { useStorage } from './harness/storage';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
const MEGABYTE = 1024 * 1024;
/** What an answer may have, and what lies in buffers on its way. */
const MOST_READ = 64 * MEGABYTE;
/** What a process may need for it: text, and a copy or two. */
const MOST_MEMORY = 200 * MEGABYTE;
/** As good as endless, and harmless where nobody stops reading. */
const ENDLESS = 400 * MEGABYTE;
const node = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 20 } });

let clean: () => void = () => undefined;
beforeEach(async () => {
	clean = await useStorage('memory');
});
afterEach(() => {
	clean();
});

/** An answer that goes on and on, and how much of it was read. */
function endless(): { answer: Answer; sent: () => number } {
	let sent = 0;
	const chunk = Buffer.alloc(MEGABYTE / 4, 'a');
	function* chunks() {
		yield Buffer.from('{"images":[{"url":"');
		for (; sent < ENDLESS; sent += chunk.length) yield chunk;
	}
	return {
		answer: { status: 200, body: () => Readable.from(chunks(), { objectMode: false }) },
		sent: () => sent,
	};
}

/** Small on the wire, and large for whoever unpacks it: gzip allows many members in a row. */
function bomb(): Answer {
	const member = gzipSync(Buffer.alloc(10 * MEGABYTE, ' '));
	const members = Array.from({ length: ENDLESS / MEGABYTE / 10 }, () => member);
	const headers = { 'content-encoding': 'gzip' };
	return { status: 200, headers, body: Buffer.concat(members) };
}

/** Collects garbage, so that what was used before is not counted. */
function collectGarbage(): void {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
}

/** The most memory that the process needs while something runs, beyond what it has. */
async function memoryFor(work: () => Promise<unknown>): Promise<number> {
	const used = () => {
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
	collectGarbage();
	const before = used();
	let most = before;
	const timer = setInterval(() => {
		most = Math.max(most, used());
	}, 2);
	await work();
	clearInterval(timer);
	return most - before;
}

const seen = (ran: Awaited<ReturnType<typeof runNodes>>) => ({
	json: ran.json,
	words: wordsOf(ran),
	submits: emulator().calls.of('submit').length,
	polls: emulator().calls.of('result').length,
	ids: [...emulator().queue.jobs.keys()],
});

describe('an endless answer', () => {
	test('to a poll is read up to a limit, and asked for again', async () => {
		const { answer, sent } = endless();
		emulator().misbehave({ on: 'result', does: answer });
		const { json } = await runNodes(emulator(), node);
		expect(sent()).toBeLessThan(MOST_READ);
		expect(json).toHaveLength(1);
	}, 30_000);

	test('to a submit is read up to a limit, and unclear', async () => {
		const { answer, sent } = endless();
		emulator().misbehave({ on: 'submit', does: answer });
		const ran = await runNodes(emulator(), node);
		expect(sent()).toBeLessThan(MOST_READ);
		expectOutcome(seen(ran), UNCLEAR);
	}, 30_000);
});

describe('an answer that is large when it is unpacked', () => {
	test('to a poll costs little memory, and is asked for again', async () => {
		emulator().misbehave({ on: 'result', does: bomb() });
		let items = 0;
		const memory = await memoryFor(async () => {
			items = (await runNodes(emulator(), node)).json.length;
		});
		expect(memory).toBeLessThan(MOST_MEMORY);
		expect(items).toBe(1);
	}, 30_000);

	test('to a submit costs little memory, and is unclear', async () => {
		emulator().misbehave({ on: 'submit', does: bomb() });
		const memory = await memoryFor(async () => {
			expectOutcome(seen(await runNodes(emulator(), node)), UNCLEAR);
		});
		expect(memory).toBeLessThan(MOST_MEMORY);
	}, 30_000);
});

test('an answer that is packed, and no larger than others, is read', async () => {
	const headers = { 'content-encoding': 'gzip' };
	const body = gzipSync(JSON.stringify({ images: [{ url: 'https://fal.media/files/a.png' }] }));
	emulator().misbehave({ on: 'result', does: { status: 200, headers, body } });
	const { json } = await runNodes(emulator(), node);
	expect(json).toMatchObject([{ url: 'https://fal.media/files/a.png' }]);
});

test('a result has at most 1,000 files', async () => {
	const images = Array.from({ length: 1_500 }, (_, index) => ({
		url: `https://fal.media/files/${index}.png`,
	}));
	emulator().misbehave({ on: 'result', does: { status: 200, body: { images } } });
	const { json } = await runNodes(emulator(), node);
	expect(json).toHaveLength(1_000);
	expect(json.at(-1)).toMatchObject({ index: 999, url: images[999]?.url });
});

describe('a data URL as result', () => {
	const SIGNATURE = Buffer.from('iVBORw0KGgo=', 'base64');
	const downloading = quickRouter('Node', {
		prompt: 'a lighthouse',
		options: { downloadFiles: true, timeout: 20 },
	});

	test.each([
		['a few bytes', 0],
		['8 MB', 8 * MEGABYTE],
		['18 MB, which are 24 MB as text', 18 * MEGABYTE],
	])(
		'of %s is put into the binary field',
		async (_size, length) => {
			const bytes = Buffer.concat([SIGNATURE, Buffer.alloc(length, 7)]);
			const url = `data:image/png;base64,${bytes.toString('base64')}`;
			emulator().misbehave({ on: 'result', does: { status: 200, body: { images: [{ url }] } } });
			const { items, error } = await runNodes(emulator(), downloading);
			expect(error?.message).toBeUndefined();
			const { data = '', mimeType } = items[0]?.binary?.data ?? {};
			expect(mimeType).toBe('image/png');
			expect(Buffer.from(data, 'base64').equals(bytes)).toBe(true);
			expect(emulator().calls.of('file')).toEqual([]);
		},
		30_000,
	);
});

describe('the answer to a submit that comes just after the deadline', () => {
	test('is waited for: what was accepted is fetched by a Retry, or canceled', async () => {
		const late = quickRouter('Node', { prompt: 'a lighthouse', options: { timeout: 1 } });
		emulator().misbehave({
			on: 'submit',
			afterwards: true,
			does: (_call, usual) => ({ status: 200, body: usual as object, after: 1_400 }),
		});
		const ran = await runNodes(emulator(), late);
		expect(ran.json).toEqual([]);
		emulator().behave();
		const retried = await retryNodes(emulator(), late, ran);
		expect(retried.json).toHaveLength(1);
		const canceled = [...emulator().queue.jobs.values()].filter((job) => job.cancelled).length;
		expect(emulator().calls.of('submit')).toHaveLength(1 + canceled);
	}, 30_000);
});
