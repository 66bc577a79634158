import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import type { Calls } from './calls';
import { isHalf, misbehave, type Faults } from './faults';
import type { Outcome } from './job';
import { draw } from './picture';
import type { Queue } from './queue';

interface FilesOptions {
	queue: Queue;
	calls: Calls;
	faults: Faults;
	/** How large each file is at least; what is missing is added at its end. */
	fileBytes?: number;
}

/** The host of what is made, apart from the relay as fal's is; it needs no key and must get none. */
export function createFiles({
	queue,
	calls,
	faults,
	fileBytes = 0,
}: FilesOptions): FastifyInstance {
	const app = fastify({ forceCloseConnections: true });
	const halved = new WeakMap<FastifyReply, 'truncate' | 'stall'>();
	app.addHook('preHandler', async (request, reply) => {
		calls.record(request);
		const fault = faults.take(request.call);
		// Nothing is done for a file that it could misbehave after
		const does = fault?.afterwards ? fault.does('') : fault?.does;
		if (does && isHalf(does)) halved.set(reply, does);
		else if (does) misbehave(does, reply);
		await Promise.resolve();
	});
	app.addHook('onSend', (_request, reply, payload, done) => {
		const does = halved.get(reply);
		if (does) misbehave(does, reply, payload as Buffer);
		else done();
	});
	app.get<{ Params: { id: string; name: string } }>(
		'/files/:id/:name',
		{ config: { verb: 'file' } },
		async ({ params }, reply) => {
			const outcome = queue.jobs.get(params.id)?.outcome;
			const file = await fileOf(outcome, Number.parseInt(params.name, 10));
			if (!file) return await reply.code(404).send({ detail: 'File not found' });
			const { type, bytes } = file;
			const padding = Buffer.alloc(Math.max(0, fileBytes - bytes.length));
			return await reply
				.type(type)
				.send(padding.length > 0 ? Buffer.concat([bytes, padding]) : bytes);
		},
	);
	return app;
}

/** What a job has made, by its number; pictures are drawn now. */
async function fileOf(
	outcome: Outcome | undefined,
	index: number,
): Promise<{ type: string; bytes: Buffer } | undefined> {
	if (!outcome || 'detail' in outcome) return undefined;
	if ('video' in outcome) return { type: 'video/mp4', bytes: outcome.video };
	const drawing = outcome.drawings[index];
	return drawing && { type: `image/${drawing.format}`, bytes: await draw(drawing) };
}
