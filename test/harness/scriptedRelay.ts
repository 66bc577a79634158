import { Relay, type Reply } from '../../nodes/QuickRouter/relay/relay';
import { done, handleOf, replyWith, running } from './replies';
import { SimulatedClock } from './simulatedClock';

const said = (statusCode: number, message: string, more: object = {}) =>
	replyWith(statusCode, { error: { message, ...more } });
const crash = { status: 'COMPLETED', error: 'crashed', error_type: 'internal_error' };
const wrapped = (body: object) => replyWith(200, { code: 'success', data: body });

/** What may happen to a submit without anything being queued. */
const NOT_QUEUED = {
	limited: replyWith(429, {}),
	limitedByQuota: said(429, 'user quota is not enough'),
	denied: said(403, 'user quota is not enough'),
	unauthorized: said(401, 'invalid token'),
	noChannel: said(503, 'no available channel', { code: 'model_not_found' }),
	modelNotAllowed: said(403, 'This token has no access to model fal-ai/x'),
	firewall: replyWith(403, '<!DOCTYPE html><title>Just a moment...</title>'),
	filtered: said(400, 'no', { code: 'sensitive_words_detected' }),
	erred: said(400, 'upstream said no'),
	erredWithTraceId: said(500, 'no (request id: 2026)', { request_id: 'trace' }),
	lostBefore: { networkCode: 'ECONNREFUSED' },
	gatewayErred: replyWith(502, '<html>Bad gateway</html>'),
} satisfies Record<string, Reply>;

/** What may be heard of a submit that was queued. */
const QUEUED = {
	accepted: (id) => handleOf(id),
	acceptedWrapped: (id) => wrapped({ request_id: id, status: 'IN_QUEUE' }),
	acceptedAsError: (id) => replyWith(200, { error: { message: `{"request_id":"${id}"}` } }),
	lost: () => ({ networkCode: 'ECONNRESET' }),
	lostAtGateway: () => replyWith(504, 'timeout'),
	lostInAnswer: () => replyWith(200, '{"request_'),
} satisfies Record<string, (requestId: string) => Reply>;

/** What may be heard of a poll. */
const POLLED = {
	done,
	doneWrapped: wrapped({ images: [{ url: 'https://example.com/a.png' }] }),
	failed: replyWith(200, crash),
	refused: replyWith(422, { detail: [{ msg: 'no', loc: ['body', 'prompt'] }] }),
	fileNotLoaded: replyWith(422, {
		detail: [{ type: 'file_download_error', msg: 'no', loc: ['body', 'image_url'] }],
	}),
	stillRunning: replyWith(400, { detail: 'Request is still in progress' }),
	pollDenied: NOT_QUEUED.denied,
	pollErred: NOT_QUEUED.erred,
	unreadable: replyWith(200, '{"images":['),
	notFound: replyWith(404, { detail: 'Request not found' }),
} satisfies Record<string, Reply>;

/** With these fal has ended it, and charges nothing. */
const NOT_CHARGED = new Set<Fate>(['failed', 'fileNotLoaded']);

/** With these it is not certain to whoever submitted that there is a request. */
const UNCLEAR = new Set<Fate>(['acceptedAsError', 'lost', 'lostAtGateway', 'lostInAnswer']);

const has = <Table extends object>(table: Table, name: PropertyKey): name is keyof Table =>
	Object.hasOwn(table, name);

type Fate = keyof typeof NOT_QUEUED | keyof typeof QUEUED | keyof typeof POLLED | 'idOfAnother';

/** What happens to a call; where it is none of its kind, a submit is accepted and a poll finds it running. */
export const FATES = [
	...(Object.keys({ ...NOT_QUEUED, ...QUEUED, ...POLLED }) as Fate[]),
	'idOfAnother' as const,
];

/** A relay that does to each call what is next in its script, in simulated time. */
export class ScriptedRelay {
	fates: Fate[] = [];
	/** How many requests of each body are accepted, and not failed: what is paid for. */
	readonly alive = new Map<string, number>();
	private readonly bodies = new Map<string, string>();
	private told?: string;
	readonly clock = new SimulatedClock();

	readonly relay = new Relay(async ({ method, path, body }) => {
		await this.clock.sleep(10);
		if (method === 'PUT') return replyWith(404, { status: 'NOT_FOUND' });
		return method === 'POST'
			? this.submit((body as { prompt: string }).prompt)
			: this.poll(path.split('/').at(-1) ?? '');
	});

	private submit(body: string): Reply {
		const next = this.fates.shift() ?? 'accepted';
		if (has(NOT_QUEUED, next)) return NOT_QUEUED[next];
		this.alive.set(body, (this.alive.get(body) ?? 0) + 1);
		// Of an id that was told to nobody in clear words, nobody can know that it is another's
		if (next === 'idOfAnother' && this.told !== undefined) return handleOf(this.told);
		const id = `id-${this.bodies.size}`;
		this.bodies.set(id, body);
		if (!UNCLEAR.has(next)) this.told ??= id;
		return has(QUEUED, next) ? QUEUED[next](id) : handleOf(id);
	}

	private poll(id: string): Reply {
		const body = this.bodies.get(id) ?? '';
		const next = this.fates.shift() ?? 'done';
		if (NOT_CHARGED.has(next)) this.alive.set(body, (this.alive.get(body) ?? 0) - 1);
		return has(POLLED, next) ? POLLED[next] : running;
	}
}
