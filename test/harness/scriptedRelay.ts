import { Relay, type Reply } from '../../nodes/QuickRouter/relay/relay';
import { done, handleOf, replyWith, running } from './replies';
import { SimulatedClock } from './simulatedClock';

const DENIED = replyWith(403, { error: { message: 'user quota is not enough' } });
const ERRED = replyWith(400, { error: { message: 'upstream said no' } });

/** What happens to a call. */
export const FATES = [
	'done',
	'accepted',
	'failed',
	'refused',
	'limited',
	'denied',
	'erred',
	'lost',
	'lostBefore',
] as const;
type Fate = (typeof FATES)[number];

/** A relay that does to each call what is next in its script, in simulated time. */
export class ScriptedRelay {
	fates: Fate[] = [];
	/** How many requests of each body are accepted, and not failed: what is paid for. */
	readonly alive = new Map<string, number>();
	private readonly bodies = new Map<string, string>();
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
		if (next === 'limited') return replyWith(429, {});
		if (next === 'denied') return DENIED;
		if (next === 'erred') return ERRED;
		if (next === 'lostBefore') return { networkCode: 'ECONNREFUSED' };
		const id = `id-${this.bodies.size}`;
		this.bodies.set(id, body);
		this.alive.set(body, (this.alive.get(body) ?? 0) + 1);
		return next === 'lost' ? { networkCode: 'ECONNRESET' } : handleOf(id);
	}

	private poll(id: string): Reply {
		const body = this.bodies.get(id) ?? '';
		const next = this.fates.shift() ?? 'done';
		if (next === 'done') return done;
		if (next === 'denied') return DENIED;
		if (next === 'erred') return ERRED;
		if (next === 'refused')
			return replyWith(422, { detail: [{ msg: 'no', loc: ['body', 'prompt'] }] });
		if (next === 'failed') {
			this.alive.set(body, (this.alive.get(body) ?? 0) - 1);
			return replyWith(200, {
				status: 'COMPLETED',
				error: 'crashed',
				error_type: 'internal_error',
			});
		}
		return running;
	}
}
