import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Call } from '../../emulator/calls';
import type { Emulator } from '../../emulator/emulator';
import { retryNodes, runNodes, type Ran } from '../harness/node';
import { quickRouter } from '../harness/workflow';
import type { AnswerCase } from './answerCase';
import { expectOutcome } from './expectOutcome';

const PROMPT = 'a lighthouse';
const BATCH = [{ prompt: 'one' }, { prompt: 'two' }, { prompt: 'three' }];
/** Enough for one backoff, and not too long for what goes on for ever. */
const SOON = { options: { timeout: 5 } };

/** Runs a case, and compares what a user gets with what he must get. */
export async function runCase(emulator: Emulator, answerCase: AnswerCase): Promise<void> {
	const { outcome } = answerCase;
	const node = quickRouter('Node', { prompt: PROMPT, ...SOON, ...answerCase.parameters });
	switchOn(emulator, answerCase);
	const ran = await runNodes(emulator, node);
	const seen = {
		json: ran.json,
		words: wordsOf(ran),
		submits: emulator.calls.of('submit').length,
		polls: emulator.calls.of('result').length,
		ids: [...emulator.queue.jobs.keys()],
	};
	expectOutcome(seen, outcome);
	if (outcome.batchSubmits !== undefined) await expectBatch(emulator, answerCase);
	if (answerCase.trace !== undefined) await expectNoTrace(emulator, answerCase);
	if (outcome.retry === undefined) return;

	emulator.behave();
	const submitsBefore = emulator.calls.of('submit').length;
	// What it submits again need not be waited for: to be accepted is enough
	const waitForCompletion = outcome.retry.submits === 0;
	const again = { ...node, parameters: { ...node.parameters, waitForCompletion } };
	const retried = await retryNodes(emulator, again, ran);
	const submits = emulator.calls.of('submit').length - submitsBefore;
	expect({ retry: { submits, items: retried.json.length } }).toEqual({ retry: outcome.retry });
}

/** Lets the relay answer so, to these calls. */
export function switchOn(
	emulator: Emulator,
	{ call, times, answer }: AnswerCase,
	when?: (call: Call) => boolean,
): void {
	const isMade = typeof answer === 'function';
	emulator.misbehave({
		on: call,
		when,
		times: times ?? Infinity,
		afterwards: isMade,
		does: isMade ? (called, usual) => answer(usual as object, called) : answer,
	});
}

/** All that a user reads of an error. */
export function wordsOf({ error }: Pick<Ran, 'error'>): string {
	return error ? `${error.message}\n${error.description ?? ''}` : '';
}

/** A run of three items that goes on after errors: an error item each, and so many submits. */
async function expectBatch(emulator: Emulator, answerCase: AnswerCase): Promise<void> {
	emulator.behave();
	switchOn(emulator, { ...answerCase, times: Infinity });
	const before = emulator.calls.of('submit').length;
	const { json } = await runNodes(emulator, continuing(answerCase.parameters), BATCH);
	const submits = emulator.calls.of('submit').length - before;
	const errors = json.filter(({ error }) => error !== undefined).length;
	expect({ batch: { submits, errors } }).toEqual({
		batch: { submits: answerCase.outcome.batchSubmits, errors: BATCH.length },
	});
}

/** An answer that names a trace is an error, and no running request where nobody waits for it. */
async function expectNoTrace(emulator: Emulator, answerCase: AnswerCase): Promise<void> {
	const { trace = '', parameters } = answerCase;
	const before = emulator.calls.of('result').length;
	for (const waitForCompletion of [true, false]) {
		const node = continuing({ ...parameters, waitForCompletion });
		const { json } = await runNodes(emulator, node, [{ prompt: 'a' }]);
		const { error, requestId = null } = json[0] as { error?: IDataObject; requestId?: unknown };
		expect(error?.message).toBeDefined();
		expect(error?.message).not.toContain(`request ${trace}`);
		expect({ requestId, of: error?.requestId ?? null }).toEqual({ requestId: null, of: null });
	}
	expect(emulator.calls.of('result')).toHaveLength(before);
}

/** A node that makes a picture of each item's prompt, one after the other, and goes on after errors. */
export function continuing(parameters: INodeParameters = {}, options: INodeParameters = {}) {
	const { options: own } = { ...SOON, ...parameters };
	return quickRouter(
		'Node',
		{
			prompt: '={{ $json.prompt }}',
			...parameters,
			options: { concurrency: 1, ...(own as INodeParameters), ...options },
		},
		{ onError: 'continueRegularOutput' },
	);
}
