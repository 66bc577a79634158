import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Endpoint } from '../endpoints/endpoint';
import { endpoints } from '../endpoints';
import { readForm } from '../form/readForm';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_S, settings } from '../settings';
import type { OutputMode } from '../output/json';
import type { Order } from '../queue/runner';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedRequest {
	endpoint: Endpoint;
	order: Order;
	output: OutputMode;
	/** Of the whole run; the first item's counts. */
	concurrency: number;
	maxImages: number;
}

/** An item that cannot be used, and why, in words. */
export interface Refused {
	problems: [string, ...string[]];
}

/** Reads and checks the parameters of an item. Sends nothing. */
export function prepare(context: IExecuteFunctions, itemIndex: number): PreparedRequest | Refused {
	try {
		return read(context, itemIndex);
	} catch (error) {
		// An expression that fails for this item alone must not take the others with it
		return { problems: [error instanceof Error ? error.message : String(error)] };
	}
}

function read(context: IExecuteFunctions, itemIndex: number): PreparedRequest | Refused {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null) ?? undefined;
	const operation = parameter('operation');
	const endpoint = endpoints.find((known) => known.operation === operation);
	if (!endpoint) {
		const told = `'Operation' must be one of those in the list, but is ${JSON.stringify(operation)}`;
		return { problems: [told] };
	}

	const body = readForm(endpoint.form, parameter);
	const run = readForm(settings, parameter);
	if ('problems' in body) return 'problems' in run ? both(body, run) : body;
	if ('problems' in run) return run;

	const { waitForCompletion = true, output = 'image' } = run.values;
	const {
		concurrency = DEFAULT_CONCURRENCY,
		max_images: maxImages = 0,
		on_timeout: onTimeout = 'error',
		resubmit_unclear: resubmitUnclear = false,
		timeout = DEFAULT_TIMEOUT_S,
	} = run.values;
	const order: Order = {
		itemIndex,
		endpoint: endpoint.path,
		body: body.values as IDataObject,
		waitForCompletion,
		timeoutMs: timeout * 1000,
		onTimeout,
		resubmitUnclear,
		wantsRaw: output === 'raw',
	};
	return { endpoint, order, output, concurrency, maxImages };
}

function both(one: Refused, other: Refused): Refused {
	return { problems: [...one.problems, ...other.problems] };
}
