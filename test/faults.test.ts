import { setTimeout as sleep } from 'node:timers/promises';

import { causes } from '../nodes/QuickRouter/queue/causes';
import { faults } from '../tools/docs/faults';
import { faultProofs } from './faultProofs';
import { cancelWhen } from './harness/engine';
import { retryNodes, runNodes, useEmulator } from './harness/node';
import { useStorage } from './harness/storage';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator({ runTimeMs: 50 });

let clean: () => void;
beforeAll(async () => {
	clean = await useStorage('memory');
});
afterAll(() => {
	clean();
});

test('each cause stands in one row', () => {
	expect(
		Object.values(faults)
			.flatMap((row) => row.causes)
			.sort(),
	).toEqual([...causes].sort());
});

describe.each(Object.entries(faultProofs))('the row of faults %s', (_name, proofs) => {
	test.each(proofs.map((proof, index) => [index + 1, proof] as const))(
		'proof %d',
		async (
			_index,
			{ faults: does = [], parameters, isStopped, says, submits, retried, cancels = 0 },
		) => {
			for (const fault of does) emulator().misbehave(fault);
			const node = quickRouter('Node', { prompt: 'a', options: { timeout: 20 }, ...parameters });
			const { calls } = emulator();
			const stop = cancelWhen(() => calls.of('result').length > 0);
			const ran = await runNodes(emulator(), node, [{}], isStopped ? stop : {});
			if (says) expect(ran.error?.message).toMatch(says);
			else expect([ran.error, ran.items.length]).toEqual([undefined, 1]);
			expect(calls.submits).toHaveLength(submits);
			// A stopped run waits for nothing
			while (isStopped && calls.of('cancel').length < cancels) await sleep(5);
			expect(calls.of('cancel')).toHaveLength(cancels);
			if (retried === undefined) return;
			await retryNodes(emulator(), node, ran);
			expect(calls.submits).toHaveLength(submits + retried);
		},
	);
});
