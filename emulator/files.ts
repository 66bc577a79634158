import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

import type { Calls } from './calls';
import { isHalf, misbehave, type Faults } from './faults';
import { draw } from './picture';
import type { Queue } from './queue';

interface FilesOptions {
	queue: Queue;
	calls: Calls;
	faults: Faults;
	/** How large each file is at least; what is missing is added after the picture. */
	fileBytes?: number;
}

/** The host of the pictures, apart from the relay as fal's is; it needs no key and must get none. */
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
			const index = Number.parseInt(params.name, 10);
			const drawing = outcome && 'drawings' in outcome ? outcome.drawings[index] : undefined;
			if (!drawing) return await reply.code(404).send({ detail: 'File not found' });
			const picture = await draw(drawing);
			const padding = Buffer.alloc(Math.max(0, fileBytes - picture.length));
			return await reply
				.type(`image/${drawing.format}`)
				.send(padding.length > 0 ? Buffer.concat([picture, padding]) : picture);
		},
	);
	return app;
}
