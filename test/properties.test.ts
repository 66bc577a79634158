import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { endpoints } from '../nodes/QuickRouter/endpoints';
import { readForm } from '../nodes/QuickRouter/form/readForm';
import { Ledger, type LedgerStore } from '../nodes/QuickRouter/queue/ledger';
import { Relay, type Reply } from '../nodes/QuickRouter/queue/relay';
import { RequestError } from '../nodes/QuickRouter/queue/requestError';
import { Runner } from '../nodes/QuickRouter/queue/runner';
import { readReply } from '../nodes/QuickRouter/queue/verdict';
import { readOrder } from './emulator/models';
import { shownFields } from './harness/form';

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
	fc.record({ networkErrorCode: fc.string() }),
);

test('no answer whatever makes the reader throw', () => {
	const kinds = new Set<string>();
	fc.assert(
		fc.property(reply, (any) => {
			kinds.add(readReply(any).kind);
		}),
		{ numRuns: 20_000 },
	);
	expect([...kinds].sort()).toEqual([
		'completed',
		'denied',
		'empty',
		'failed',
		'limited',
		'notFound',
		'pending',
		'redirected',
		'unclear',
	]);
});

/** What happens to a call, over several tries. */
const fate = fc.constantFrom(
	'done',
	'accepted',
	'failed',
	'refused',
	'limited',
	'lost',
	'lostBefore',
);

test('no sequence of fates over the tries of a run submits an accepted body twice', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(fate, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
			fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 5 }),
			async (fatesOfTries, bodies) => {
				const world = new World();
				let store: LedgerStore = {};
				for (const fates of fatesOfTries) {
					world.fates = [...fates];
					const ledger = new Ledger(store, 0);
					const runner = new Runner(world.relay, ledger, world.clock, 'https://relay');
					for (const [itemIndex, body] of bodies.entries()) {
						try {
							const asked = { endpoint: 'fal-ai/flux-1/dev', body: { prompt: String(body) } };
							const task = { does: 'generate', ...asked } as const;
							await runner.run({ ...ORDER, itemIndex, task });
						} catch (error) {
							if (!(error instanceof RequestError)) throw error;
							expect(error.message).not.toBe('');
						}
					}
					store = JSON.parse(JSON.stringify(store)) as LedgerStore;
				}
				for (const [body, alive] of world.alive) {
					const wanted = bodies.filter((one) => String(one) === body).length;
					expect(alive).toBeLessThanOrEqual(wanted);
				}
			},
		),
		{ numRuns: 3_000 },
	);
});

test.each(endpoints.map((endpoint) => [endpoint.displayName, endpoint] as const))(
	'any parameters of %s give a body that fal takes, or a problem that names its field',
	(_name, endpoint) => {
		const fields = shownFields(endpoint);
		const labels = fields.map(({ property }) => `'${property.displayName}' must be `);
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
						expect(labels.some((label) => problem.startsWith(label))).toBe(true);
					}
				}
			}),
			{ numRuns: 6_000 },
		);
		expect(taken).toBeGreaterThan(0);
	},
);

/** Mostly what the editor would let a person choose, or nearly; anything at times. */
function valueOf({ type, options, typeOptions }: INodeProperties): fc.Arbitrary<unknown> {
	const { minValue = -5, maxValue = 1_000 } = typeOptions ?? {};
	const span = { min: minValue - 0.5, max: maxValue + 0.5, noNaN: true };
	const choices = (options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
	const likely: fc.Arbitrary<unknown> = {
		number: fc.oneof(fc.integer({ min: Math.floor(minValue), max: maxValue }), fc.double(span)),
		options: fc.constantFrom(...choices, 'default'),
		boolean: fc.boolean(),
		string: fc.oneof(fc.webUrl(), fc.string()),
		fixedCollection: fc.record({
			lora: fc.array(fc.record({ path: fc.string(), scale: fc.double({ min: -1, max: 5 }) })),
		}),
	}[type as 'number'];
	return fc.oneof(
		{ arbitrary: likely, weight: 24 },
		{ arbitrary: fc.constant(undefined), weight: 12 },
		{ arbitrary: fc.jsonValue(), weight: 1 },
	);
}

const ORDER = {
	waitForCompletion: true,
	timeoutMs: 3_000,
	onTimeout: 'error',
	resubmitUnclear: false,
	wantsRaw: false,
} as const;

/** A relay whose fates are decided, and a clock that does not wait. */
class World {
	fates: ('done' | 'accepted' | 'failed' | 'refused' | 'limited' | 'lost' | 'lostBefore')[] = [];
	/** How many requests of each body are accepted, and not failed: what is paid for. */
	readonly alive = new Map<string, number>();
	private readonly bodies = new Map<string, string>();
	private nowMs = 0;

	readonly clock = {
		now: () => this.nowMs,
		sleep: async (ms: number) => {
			this.nowMs += ms;
			await Promise.resolve();
		},
		untilStopped: async <Value>(work: Promise<Value>) => await work,
		stopped: undefined,
	};

	readonly relay = new Relay(async ({ method, path, body }) => {
		this.nowMs += 10;
		await Promise.resolve();
		if (method === 'PUT') return json(404, { status: 'NOT_FOUND' });
		return method === 'POST'
			? this.submit((body as { prompt: string }).prompt)
			: this.look(path.split('/').at(-1) ?? '');
	});

	private submit(body: string): Reply {
		const next = this.fates.shift() ?? 'accepted';
		if (next === 'limited') return json(429, {});
		if (next === 'lostBefore') return { networkErrorCode: 'ECONNREFUSED' };
		const id = `id-${this.bodies.size}`;
		this.bodies.set(id, body);
		this.alive.set(body, (this.alive.get(body) ?? 0) + 1);
		return next === 'lost'
			? { networkErrorCode: 'ECONNRESET' }
			: json(200, { status: 'IN_QUEUE', request_id: id });
	}

	private look(id: string): Reply {
		const body = this.bodies.get(id) ?? '';
		const next = this.fates.shift() ?? 'done';
		if (next === 'done') return json(200, { images: [{ url: 'https://example.com/a.png' }] });
		if (next === 'refused') return json(422, { detail: [{ msg: 'no', loc: ['body', 'prompt'] }] });
		if (next === 'failed') {
			this.alive.set(body, (this.alive.get(body) ?? 0) - 1);
			return json(200, { status: 'COMPLETED', error: 'crashed', error_type: 'internal_error' });
		}
		return json(200, { status: 'IN_PROGRESS' });
	}
}

function json(statusCode: number, body: object): Reply {
	return { statusCode, headers: {}, text: JSON.stringify(body) };
}
