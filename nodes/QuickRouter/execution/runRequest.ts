import type { IExecuteFunctions } from 'n8n-workflow';

import { finishedJson, runningJson } from '../output/json';
import { RequestError } from '../queue/requestError';
import type { Runner } from '../queue/runner';
import type { Outcome } from './batch';
import { requestError, unexpectedError } from './nodeError';
import type { PreparedRequest } from './prepare';

/** Runs the request of an item; never throws. */
export async function runRequest(
	context: IExecuteFunctions,
	runner: Runner,
	{ operation, order, output }: PreparedRequest,
): Promise<Outcome> {
	const { itemIndex, task } = order;
	const pairedItem = { item: itemIndex };
	try {
		const { result, ...running } = await runner.run(order);
		const endpoint = 'endpoint' in task ? task.endpoint : undefined;
		if (!result) return [{ json: runningJson({ endpoint, ...running }), pairedItem }];
		const prompt = 'body' in task ? task.body.prompt : undefined;
		const { requestId } = running;
		const told = typeof prompt === 'string' ? prompt : undefined;
		const finished = { endpoint, requestId, prompt: told, result };
		return finishedJson(finished, output).map((json) => ({ json, pairedItem }));
	} catch (error) {
		if (!(error instanceof RequestError)) {
			return { error: unexpectedError(context, itemIndex, error) };
		}
		return {
			error: requestError(context, itemIndex, operation.form, error),
			about: error.about,
			endsRun: error.kind === 'denied',
		};
	}
}
