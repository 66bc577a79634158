import { familyPolls } from './answers/family/polls';
import { familySubmits } from './answers/family/submits';
import { runCase } from './answers/runCase';
import { testSideBySide } from './answers/sideBySide';
import {
	denials,
	neverAChannel,
	noChannel,
	noDenials,
	rateLimited,
} from './answers/siblings/denials';
import { lastingPolls, TIMEOUT_S } from './answers/siblings/lasting';
import {
	askedAgain,
	endedOnPoll,
	oddState,
	refusedSubmits,
	running,
	traces,
	wrapped,
} from './answers/siblings/shapes';
import { codes, freeStatuses, unclearStatuses } from './answers/siblings/statuses';
import { runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();

describe.each([
	['an answer of the family to a submit', familySubmits],
	['an answer of the family to a poll', familyPolls],
	['an account that is over', denials],
	['words that are not about the account', noDenials],
	['a status that proves that nothing was queued', freeStatuses],
	['a status that proves nothing', unclearStatuses],
	['a code of the relay', codes],
	['a refusal with a trace', traces],
	['a refusal of the model', refusedSubmits],
	['an end that takes its time', [neverAChannel, oddState]],
])('%s', (_name, cases) => {
	test.each(cases.map((answerCase) => [answerCase.name, answerCase] as const))(
		'%s',
		async (_name, answerCase) => {
			await runCase(emulator(), answerCase);
		},
	);
});

describe('what is sent again', () => {
	testSideBySide([...noChannel, ...rateLimited]);
});

describe('what is one level down', () => {
	testSideBySide(wrapped);
});

describe('a poll that is asked again', () => {
	testSideBySide(askedAgain);
});

describe('a poll that ends the request', () => {
	testSideBySide(endedOnPoll);
});

describe('a poll whose answer lasts', () => {
	testSideBySide(lastingPolls, TIMEOUT_S);
});

describe('a request that is running, as the relay says it in', () => {
	test.each(running)('%s', async (_name, status, body) => {
		emulator().misbehave({ on: 'result', times: Infinity, does: { status, body } });
		const get = {
			resource: 'request',
			operation: 'getResult',
			requestId: '7',
			waitForCompletion: false,
			options: { timeout: 2 },
		};
		const { json, error } = await runNodes(emulator(), quickRouter('Node', get));
		expect(error?.message).toBeUndefined();
		expect(json).toMatchObject([{ requestId: '7' }]);
		expect(json[0]?.status).toMatch(/^(IN_QUEUE|QUEUED|IN_PROGRESS|PROCESSING)$/);
		expect(emulator().calls.of('result')).toHaveLength(1);
	});
});
