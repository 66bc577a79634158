import { Ledger } from '../nodes/QuickRouter/queue/ledger';
import type { LedgerStore } from '../nodes/QuickRouter/queue/storedLedger';
import type { Misbehaviour } from '../emulator/faults';
import { runNodes, useEmulator } from './harness/node';
import { items, parameters, promptOf, submitted } from './harness/prompts';
import { quickRouter } from './harness/workflow';

const CONTINUE = { onError: 'continueRegularOutput' } as const;

const emulator = useEmulator({ runTimeMs: 100 });

describe('a run that cannot go on', () => {
	const denied = (statusCode: number): Misbehaviour => ({
		status: statusCode,
		body: { error: { message: 'user quota is not enough' } },
	});

	test.each([401, 403])('ends at once with %d, also in continue mode', async (statusCode) => {
		emulator().misbehave({ on: 'submit', times: 99, does: denied(statusCode) });
		const node = quickRouter('Node', { ...parameters, options: { concurrency: 1 } }, CONTINUE);
		const { json } = await runNodes(emulator(), node, items);
		expect(submitted(emulator())).toEqual(['one']);
		const messages = json.map(({ error }) => (error as { message: string }).message);
		const first = messages[0]?.replace(' [item 0]', '') ?? '';
		expect(first).toMatch(/: user quota is not enough$/);
		expect(messages.slice(1)).toEqual([1, 2, 3].map((item) => `${first} [item ${item}]`));
	});

	test('fetches and downloads what was submitted before, in continue mode', async () => {
		// Denied as soon as all others are under way
		const when = ({ body }: { body?: unknown }) => promptOf(body) === 'four';
		emulator().misbehave({ on: 'submit', when, does: denied(403) });
		const options = { concurrency: 4, downloadFiles: true };
		const node = quickRouter('Node', { ...parameters, options }, CONTINUE);
		const { items: out } = await runNodes(emulator(), node, items);
		expect(out.map(({ binary }) => binary?.data?.mimeType)).toEqual([
			...['one', 'two', 'three'].map(() => 'image/jpeg'),
			undefined,
		]);
		expect(out[3]?.json.error).toMatchObject({ statusCode: 403 });
	});
});

describe('the guard on the number of images', () => {
	const node = (maxFiles: number) =>
		quickRouter('Node', { ...parameters, numImages: 3, options: { maxFiles } });

	test('refuses a run that would make more, before the first submit', async () => {
		const { error } = await runNodes(emulator(), node(11), items);
		expect(error?.message).toBe(
			"This run would generate 12 files, but the option 'Max Files' allows 11",
		);
		expect(emulator().calls.all).toEqual([]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'lets no item pass as if it had succeeded with %s',
		async (onError) => {
			const ran = await runNodes(emulator(), { ...node(11), onError }, items);
			expect(ran.error).toBeUndefined();
			const failed = onError === 'continueErrorOutput' ? ran.errorItems : ran.items;
			expect(failed.map(({ json }) => (json.error as { message: string }).message)).toEqual(
				items.map(() => "This run would generate 12 files, but the option 'Max Files' allows 11"),
			);
			expect(ran.items.length + ran.errorItems.length).toBe(items.length);
			expect(emulator().calls.all).toEqual([]);
		},
	);

	test('counts what it cannot read as one', async () => {
		const parameters = {
			resource: 'endpoint',
			operation: 'run',
			endpoint: 'fal-ai/x',
			body: '={{ $json }}',
			options: { maxFiles: 9 },
		};
		const counts = [4, 4, 'x', -8].map((num_images) => ({ prompt: 'a', num_images }));
		const { error } = await runNodes(emulator(), quickRouter('Node', parameters), counts);
		expect(error?.message).toMatch(/^This run would generate 10 files/);
		expect(emulator().calls.all).toEqual([]);
	});

	test.each([12, 0])('lets it pass with %d', async (maxFiles) => {
		expect((await runNodes(emulator(), node(maxFiles), items)).json).toHaveLength(12);
	});
});

test('the ledger stays small at 10,000 items', () => {
	const store: LedgerStore = {};
	const ledger = new Ledger(store, '0');
	for (let item = 0; item < 10_000; item++) {
		const body = `${item}`.padStart(22, 'x');
		const key = ledger.open({
			item,
			endpoint: 'fal-ai/flux-pro/kontext',
			bodyHash: body,
			writtenHash: body,
		});
		ledger.note(key, {
			requestId: '3892f1e8-5fb1-469f-87b0-696d6054c9f2',
			made: {
				files: [
					{
						url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
						width: 1024,
						height: 1024,
						contentType: 'image/png',
					},
				],
				seed: 2841475369,
			},
		});
	}
	expect(JSON.stringify(store).length / 10_000).toBeLessThan(400);
});
