import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { endpoints } from '../nodes/QuickRouter/endpoints';
import { readForm } from '../nodes/QuickRouter/form/readForm';
import { Ledger } from '../nodes/QuickRouter/queue/ledger';
import type { Entry, LedgerStore } from '../nodes/QuickRouter/queue/storedLedger';
import type { Reply } from '../nodes/QuickRouter/relay/relay';
import { RequestError } from '../nodes/QuickRouter/queue/causes';
import { Queue } from '../nodes/QuickRouter/queue/queue';
import { newRunState } from '../nodes/QuickRouter/queue/runState';
import { readAnswer } from '../nodes/QuickRouter/relay/answer';
import { readOrder } from '../emulator/models';
import { shownFields } from './harness/form';
import { FATES, ScriptedRelay } from './harness/scriptedRelay';

/** What the answers below come to often enough to be seen in each run. */
const LIKELY = ['finished', 'noClearPoll', 'notAccepted', 'running', 'unclearAnswer'];

/** Enough to see most slips; `FULL_RUNS=1` takes the time for more. */
const RUNS = process.env.FULL_RUNS ? 1_000 : 100;

const wireWords = fc.constantFrom(
	...[
		'status',
		'request_id',
		'images',
		'image',
		'url',
		'detail',
		'error',
		'error_type',
		'loc',
		'msg',
	],
	...['COMPLETED', 'IN_QUEUE', 'FAILED', 'Request is still in progress', 'body', 'seed', 'type'],
);
const wireValue = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		wireWords,
		fc.jsonValue(),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(wireWords, tie('value'), { maxKeys: 4 }),
		fc.record({ status: wireWords, request_id: wireWords }),
	),
})).value;
const reply: fc.Arbitrary<Reply> = fc.oneof(
	fc.record({
		statusCode: fc.integer({ min: 100, max: 599 }),
		headers: fc.dictionary(fc.constantFrom('retry-after', 'content-type'), fc.string()),
		text: fc.oneof(
			fc.string(),
			wireValue.map((value) => JSON.stringify(value)),
		),
	}),
	fc.record({ networkCode: fc.string() }),
);

test('no answer whatever makes the reader throw', () => {
	const kinds = new Set<string>();
	fc.assert(
		fc.property(reply, (any) => {
			for (const call of ['submit', 'poll'] as const) {
				const answer = readAnswer(any, call);
				kinds.add(answer.kind === 'failed' ? answer.cause : answer.kind);
			}
		}),
		{ numRuns: RUNS * 20 },
	);
	expect([...kinds]).toEqual(expect.arrayContaining(LIKELY));
});

test('whatever happens over the tries of a run, each body is paid for once, and got in the end', async () => {
	const fates = fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(
			fc.array(fates, { minLength: 1, maxLength: 6 }),
			fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }),
			async (fatesOfTries, bodies) => {
				const relay = new ScriptedRelay();
				let store: LedgerStore = {};
				const tryWith = async (script: ScriptedRelay['fates'], resubmitUnclear = false) => {
					relay.fates = [...script];
					const ledger = new Ledger(store, '0');
					const shared = newRunState(relay.relay, relay.clock);
					const queue = new Queue(shared, ledger, 'https://relay', SILENT);
					const work = bodies.map(async (prompt, item) => {
						const body = { prompt: String(prompt) };
						const readBody = async () => await Promise.resolve(body);
						const reading = { readBody, readIdentity: readBody };
						return await queue.submit({ ...REQUEST, item, ...reading, resubmitUnclear });
					});
					const ends = await relay.clock.passUntil(Promise.allSettled(work));
					ledger.end(false, new Set());
					store = JSON.parse(JSON.stringify(store)) as LedgerStore;
					return ends;
				};
				for (const script of fatesOfTries) {
					for (const end of await tryWith(script)) {
						if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(RequestError);
					}
				}
				for (const [body, alive] of relay.alive) {
					const wanted = bodies.filter((one) => String(one) === body).length;
					expect(alive).toBeLessThanOrEqual(wanted);
				}
				const wasRefused = Object.values(
					(store.ledger as { entries: Record<string, Entry> } | undefined)?.entries ?? {},
				).some(({ refused }) => refused);
				if (wasRefused) return;
				const last = await tryWith([], true);
				expect(last.map(({ status }) => status)).toEqual(bodies.map(() => 'fulfilled'));
			},
		),
		{ numRuns: RUNS * 3 },
	);
});

let takenInAll = 0;

test.each(endpoints.map((endpoint) => [endpoint.displayName, endpoint] as const))(
	'any parameters of %s give a body that fal takes, or a problem that names its field',
	(_name, endpoint) => {
		const fields = shownFields(endpoint);
		const labels = fields.map(({ property }) => `'${property.displayName}' `);
		const values = fields.map(({ property }) => [property.name, valueOf(property)] as const);
		const side = fc.integer({ min: -1, max: 15_000 });
		const sides = { imageWidth: side, imageHeight: side };
		const parameters = fc.record({ ...Object.fromEntries(values), ...sides });
		let taken = 0;
		fc.assert(
			fc.property(parameters, (given: Record<string, unknown>) => {
				const added = Object.fromEntries(
					fields
						.filter(({ isAdded }) => isAdded)
						.map(({ property: { name } }) => [name, given[name]]),
				);
				const all: Record<string, unknown> = { ...given, additionalFields: added };
				const read = readForm(endpoint.form, (name) => all[name]);
				if ('values' in read) {
					taken++;
					const { num_inference_steps: steps } = read.values as IDataObject;
					// QuickRouter's document allows 0 steps, which fal does not
					if (steps !== 0) expect(readOrder(endpoint.path, read.values)).toHaveProperty('order');
				} else {
					for (const problem of read.problems) {
						const isNamed = labels.some((label) => problem.startsWith(label));
						expect(isNamed || /^'?(?:Image|LoRA) \d+ of \d+\b/.test(problem)).toBe(true);
					}
				}
			}),
			{ numRuns: RUNS },
		);
		takenInAll += taken;
	},
);

test('some of them were good ones', () => {
	expect(takenInAll).toBeGreaterThan(0);
});

const LORAS = fc.record({
	lora: fc.array(fc.record({ path: fc.string(), scale: fc.double({ min: -1, max: 5 }) })),
});
const IMAGES = fc.record({
	image: fc.array(fc.record({ imageUrl: fc.oneof(fc.webUrl(), fc.string()) })),
});

/** Mostly what the editor would let a user choose, or nearly; anything at times. */
function valueOf({ name, type, options, typeOptions }: INodeProperties): fc.Arbitrary<unknown> {
	const { minValue = -5, maxValue = 1_000 } = typeOptions ?? {};
	const span = { min: minValue - 0.5, max: maxValue + 0.5, noNaN: true };
	const choices = (options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
	const likely: fc.Arbitrary<unknown> = {
		number: fc.oneof(fc.integer({ min: Math.floor(minValue), max: maxValue }), fc.double(span)),
		options: fc.constantFrom(...choices, 'default'),
		boolean: fc.boolean(),
		string: fc.oneof(fc.webUrl(), fc.string()),
		fixedCollection: name === 'images' ? IMAGES : LORAS,
	}[type as 'number'];
	return fc.oneof(
		{ arbitrary: likely, weight: 24 },
		{ arbitrary: fc.constant(undefined), weight: 12 },
		{ arbitrary: fc.jsonValue(), weight: 1 },
	);
}

const REQUEST = {
	endpoint: 'fal-ai/flux-1/dev',
	needsFile: true,
	waitForCompletion: true,
	timeoutMs: 3_000,
	onTimeout: 'error',
	wantsRaw: false,
} as const;

const SILENT = { accepted: () => undefined, finished: () => undefined };
