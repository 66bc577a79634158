import { randomUUID } from 'node:crypto';

import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';

import { addAccountCalls } from './account';
import type { Calls } from './calls';
import { isHalf, misbehave, type Faults, type Misbehaviour } from './faults';
import type { Job } from './job';
import { modelNames } from './models';
import type { Queue } from './queue';
import { resultOf } from './result';

/**
 * How the relay answers while a request is not finished; the three named ones are seen in the wild.
 * Or as it was observed, whatever the request.
 */
export type PendingShape =
	'detail400' | 'status200' | 'status202' | { statusCode: number; body: object };

interface RelayOptions {
	key: string;
	pending: PendingShape;
	queue: Queue;
	calls: Calls;
	faults: Faults;
	/** Where the files are served. */
	filesUrl: string;
}

interface RequestParams {
	app: string;
	id: string;
}

const LARGEST_BODY_BYTES = 64 * 1024 * 1024;
const QUEUE_URL = 'https://queue.fal.run';

/** The relay: bearer check, submit, result, status, cancel, models and the account. */
export function createRelay(options: RelayOptions): FastifyInstance {
	const { key, pending, queue, calls, faults, filesUrl } = options;
	const app = fastify({ bodyLimit: LARGEST_BODY_BYTES, forceCloseConnections: true });
	const later = new WeakMap<FastifyReply, (usual: string) => Misbehaviour>();

	app.addHook('preHandler', async (request, reply) => {
		calls.record(request);
		const isOpen = request.call.verb === 'prices';
		if (!isOpen && request.call.authorization !== `Bearer ${key}`) {
			const id = randomUUID();
			return await reply.code(401).send(relayError(`Invalid token (request id: ${id})`));
		}
		const fault = faults.take(request.call);
		if (fault?.afterwards) later.set(reply, fault.does);
		else if (fault && isHalf(fault.does)) later.set(reply, () => fault.does);
		else if (fault) misbehave(fault.does, reply);
		return undefined;
	});
	app.addHook('onSend', (_request, reply, payload, done) => {
		const does = later.get(reply);
		if (does) misbehave(does(String(payload)), reply, String(payload));
		else done();
	});
	app.setErrorHandler<FastifyError>(async (error, _request, reply) => {
		return await reply.code(error.statusCode ?? 500).send(relayError(error.message));
	});
	app.setNotFoundHandler(async (request, reply) => {
		const error = relayError(`Invalid URL (${request.method} ${request.url})`);
		return await reply.code(404).send(error);
	});

	app.post('/fal-ai/:app/requests/*', async (_request, reply) => {
		reply.callNotFound();
		await Promise.resolve();
	});
	app.post<{ Params: { '*': string } }>(
		'/fal-ai/*',
		{ config: { verb: 'submit' } },
		({ params, body }) => {
			const job = queue.submit(`fal-ai/${params['*']}`, body);
			const queued = { status: 'IN_QUEUE', queue_position: queue.position(job) };
			return { ...stateOf(job, queue), ...queued, logs: null, metrics: {} };
		},
	);

	const find = ({ app: model, id }: RequestParams): Job | undefined => {
		const job = queue.jobs.get(id);
		return job && (model === 'auto' || model === job.endpoint.split('/')[1]) ? job : undefined;
	};
	const notFound = async (reply: FastifyReply) =>
		await reply.code(404).send({ detail: 'Request not found' });

	app.get<{ Params: RequestParams }>(
		'/fal-ai/:app/requests/:id',
		{ config: { verb: 'result' } },
		async ({ params }, reply) => {
			const job = find(params);
			if (!job) return await notFound(reply);
			if (job.state === 'COMPLETED') return await sendOutcome(reply, job, filesUrl);
			if (pending === 'detail400') {
				return await reply.code(400).send({ detail: 'Request is still in progress' });
			}
			if (typeof pending === 'object')
				return await reply.code(pending.statusCode).send(pending.body);
			return await reply.code(pending === 'status200' ? 200 : 202).send(stateOf(job, queue));
		},
	);
	app.get<{ Params: RequestParams }>(
		'/fal-ai/:app/requests/:id/status',
		{ config: { verb: 'status' } },
		async ({ params }, reply) => {
			const job = find(params);
			return job ? stateOf(job, queue) : await notFound(reply);
		},
	);
	app.put<{ Params: RequestParams }>(
		'/fal-ai/:app/requests/:id/cancel',
		{ config: { verb: 'cancel' } },
		async ({ params }, reply) => {
			const job = find(params);
			if (!job) return await reply.code(404).send({ status: 'NOT_FOUND' });
			const status = queue.cancel(job);
			return await reply.code(status === 'ALREADY_COMPLETED' ? 400 : 202).send({ status });
		},
	);
	app.get('/v1/models', { config: { verb: 'models' } }, () => ({
		object: 'list',
		data: modelNames.map((id) => ({ id, object: 'model', owned_by: 'fal' })),
	}));
	addAccountCalls(app);
	return app;
}

/** The handle of a request; its URLs are fal's, where the key must never go. */
function stateOf(job: Job, queue: Queue) {
	const [owner = '', model = ''] = job.endpoint.split('/');
	const url = `${QUEUE_URL}/${owner}/${model}/requests/${job.requestId}`;
	return {
		status: job.state,
		request_id: job.requestId,
		response_url: url,
		status_url: `${url}/status`,
		cancel_url: `${url}/cancel`,
		...(job.state === 'IN_QUEUE' && { queue_position: queue.position(job) }),
	};
}

async function sendOutcome(reply: FastifyReply, job: Job, filesUrl: string) {
	if (job.cancelled || !job.outcome) {
		const body = { detail: 'Request was cancelled', error_type: 'client_cancelled' };
		return await reply.code(499).send(body);
	}
	if ('detail' in job.outcome) return await reply.code(422).send({ detail: job.outcome.detail });
	return await reply.send(resultOf(job, job.outcome, filesUrl));
}

/** An error as the relay puts it. */
export function relayError(message: string) {
	return { error: { message, type: 'new_api_error', code: '' } };
}
