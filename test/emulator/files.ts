import fastify, { type FastifyInstance } from 'fastify';

import type { Calls } from './calls';
import { draw } from './picture';
import type { Queue } from './queue';

/** The host of the pictures, apart from the relay as fal's is; it needs no key and must get none. */
export function createFiles(queue: Queue, calls: Calls): FastifyInstance {
	const app = fastify({ forceCloseConnections: true });
	app.addHook('preHandler', async (request) => {
		calls.record(request);
		await Promise.resolve();
	});
	app.get<{ Params: { id: string; name: string } }>(
		'/files/:id/:name',
		{ config: { verb: 'file' } },
		async ({ params }, reply) => {
			const outcome = queue.jobs.get(params.id)?.outcome;
			const index = Number.parseInt(params.name, 10);
			const drawing = outcome && 'drawings' in outcome ? outcome.drawings[index] : undefined;
			if (!drawing) return await reply.code(404).send({ detail: 'File not found' });
			return await reply.type(`image/${drawing.format}`).send(await draw(drawing));
		},
	);
	return app;
}
