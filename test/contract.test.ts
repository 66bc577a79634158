import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { agrees, checkContract } from '../tools/contract/check';
import { Emulator } from '../emulator/emulator';
import { observedPending, PENDING_POLL, writeObserved } from '../emulator/observed';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

describe.each(['detail400', 'status200', 'status202'] as const)(
	'a relay that answers %s while a request runs',
	(pending) => {
		const emulator = useEmulator({ pending, runTimeMs: 300 });
		const check = async () => {
			const { key, url } = emulator();
			return await checkContract({ apiKey: key, baseUrl: url });
		};

		test('does what the code believes, and makes one picture of the smallest', async () => {
			const findings = await check();
			expect(findings).toHaveLength(11);
			expect(findings.filter((finding) => !agrees(finding))).toEqual([]);
			const smallest = { prompt: 'a red dot', image_size: 'square', num_images: 1 };
			expect(emulator().calls.submits.map(({ body }) => body)).toEqual([
				{ ...smallest, num_inference_steps: 999 },
				{ ...smallest, num_inference_steps: 1 },
			]);
		});

		test('is told apart from one that does not, and the key is not in what it says', async () => {
			const { key } = emulator();
			emulator().misbehave({
				on: 'cancel',
				does: { status: 200, body: { success: true, echo: key } },
			});
			const findings = await check();
			expect(findings.filter((finding) => !agrees(finding)).map(({ what }) => what)).toEqual([
				'a cancel of what is finished',
			]);
			expect(JSON.stringify(findings)).not.toContain(key);
		});
	},
);

test('an answer that was observed is one that the emulator can give, and the node waits on it', async () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'observed-'));
	const file = path.join(folder, 'observed.json');
	expect(() => observedPending(file)).toThrow('has not been observed yet');
	const body = { status: 'PROCESSING', progress: 12 };
	const about = { known: 'observed', source: 'QuickRouter', call: 'poll', times: 1 } as const;
	const read = { headers: {}, believed: 'running', outcome: 'running' };
	writeObserved([{ name: PENDING_POLL, ...about, ...read, status: 202, body }], file);
	const pending = observedPending(file);
	rmSync(folder, { recursive: true });
	expect(pending).toEqual({ statusCode: 202, body });

	const emulator = await Emulator.start({ pending, runTimeMs: 3_000 });
	try {
		const { json } = await runNodes(emulator, quickRouter('Node', { prompt: 'a' }));
		expect(json).toMatchObject([{ prompt: 'a' }]);
		expect(emulator.calls.of('result').length).toBeGreaterThan(1);
		expect(emulator.calls.unexpected).toEqual([]);
	} finally {
		await emulator.close();
	}
});
