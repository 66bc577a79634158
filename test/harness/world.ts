import { Relay, type Reply } from '../../nodes/QuickRouter/queue/relay';
import { VirtualClock } from './virtualClock';

/** What happens to a call. */
export const FATES = [
	'done',
	'accepted',
	'failed',
	'refused',
	'limited',
	'lost',
	'lostBefore',
] as const;
export type Fate = (typeof FATES)[number];

/** A relay whose fates are decided, and a clock that does not wait. */
export class World {
	fates: Fate[] = [];
	/** How many requests of each body are accepted, and not failed: what is paid for. */
	readonly alive = new Map<string, number>();
	private readonly bodies = new Map<string, string>();
	readonly clock = new VirtualClock();

	readonly relay = new Relay(async ({ method, path, body }) => {
		this.clock.nowMs += 10;
		await Promise.resolve();
		if (method === 'PUT') return json(404, { status: 'NOT_FOUND' });
		return method === 'POST'
			? this.submit((body as { prompt: string }).prompt)
			: this.poll(path.split('/').at(-1) ?? '');
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

	private poll(id: string): Reply {
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
