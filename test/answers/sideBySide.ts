import type { IDataObject } from 'n8n-workflow';

import { Emulator } from '../../emulator/emulator';
import { runNodes } from '../harness/node';
import { idOf, promptOf } from '../harness/prompts';
import type { AnswerCase } from './answerCase';
import { expectOutcome } from './expectOutcome';
import { continuing, switchOn } from './runCase';

/**
 * Tests cases in one run, an item each, so that all wait at the same time. Nothing but a denial goes
 * from one item to another.
 *
 * @param timeoutS of each item, in seconds
 */
export function testSideBySide(cases: AnswerCase[], timeoutS = 5): void {
	let emulator: Emulator;
	let json: { item: number; json: IDataObject }[] = [];

	beforeAll(
		async () => {
			emulator = await Emulator.start({ capacity: cases.length });
			for (const answerCase of cases) {
				const { name, call } = answerCase;
				switchOn(emulator, answerCase, ({ body, path }) =>
					call === 'submit' ? promptOf(body) === name : path.endsWith(idOf(emulator, name)),
				);
			}
			const node = continuing({}, { concurrency: cases.length, timeout: timeoutS });
			const prompts = cases.map(({ name }) => ({ prompt: name }));
			const { items } = await runNodes(emulator, node, prompts);
			json = items.map((one) => ({
				json: one.json,
				item: (one.pairedItem as { item: number }).item,
			}));
		},
		(timeoutS + 10) * 1_000,
	);
	afterAll(async () => {
		await emulator.close();
		expect(emulator.calls.unexpected).toEqual([]);
	});

	test.each(cases.map((answerCase, item) => [answerCase.name, answerCase, item] as const))(
		'%s',
		(name, { outcome }, item) => {
			const own = json.filter((one) => one.item === item).map((one) => one.json);
			const error = own.find((one) => one.error)?.error as IDataObject | undefined;
			const id = idOf(emulator, name);
			const { calls } = emulator;
			const seen = {
				json: own.filter((one) => !one.error),
				words: error ? `${error.message as string}\n${error.description as string}` : '',
				submits: calls.of('submit').filter(({ body }) => promptOf(body) === name).length,
				polls: calls.of('result').filter(({ path }) => id !== '' && path.endsWith(id)).length,
				ids: id === '' ? [] : [id],
			};
			expectOutcome(seen, outcome);
		},
	);
}
