import type { IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../asError';
import { readForm } from '../form/readForm';
import { operations } from '../operations';
import type { Operation } from '../operations/operation';
import type { OutputMode } from '../output/json';
import type { Order } from '../queue/runner';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_S, type Settings } from '../settings';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedRequest {
	operation: Operation;
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

export function isUsable(item: PreparedRequest | Refused): item is PreparedRequest {
	return !('problems' in item);
}

/** Reads and checks the parameters of an item. Sends nothing. */
export function prepare(context: IExecuteFunctions, itemIndex: number): PreparedRequest | Refused {
	try {
		return read(context, itemIndex);
	} catch (error) {
		// An expression that fails for this item alone must not take the others with it
		return { problems: [asError(error).message] };
	}
}

function read(context: IExecuteFunctions, itemIndex: number): PreparedRequest | Refused {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null) ?? undefined;
	const [resource, name] = [parameter('resource'), parameter('operation')];
	const operation = operations.find(
		(known) => known.resource === resource && known.operation === name,
	);
	if (!operation) {
		const told = `'Operation' must be one of those in the list, but is ${JSON.stringify(name)}`;
		return { problems: [told] };
	}

	const asked = readForm(operation.form, parameter);
	const how = readForm(operation.settings, parameter);
	if ('problems' in asked) return 'problems' in how ? both(asked, how) : asked;
	if ('problems' in how) return how;

	const settings: Settings = how.values;
	const { output = 'image', timeout = DEFAULT_TIMEOUT_S } = settings;
	const order: Order = {
		itemIndex,
		task: operation.task(asked.values),
		waitForCompletion: settings.wait_for_completion ?? true,
		timeoutMs: timeout * 1000,
		onTimeout: settings.on_timeout ?? 'error',
		resubmitUnclear: settings.resubmit_unclear ?? false,
		wantsRaw: output === 'raw',
	};
	const { concurrency = DEFAULT_CONCURRENCY, max_images: maxImages = 0 } = settings;
	return { operation, order, output, concurrency, maxImages };
}

function both(one: Refused, other: Refused): Refused {
	return { problems: [...one.problems, ...other.problems] };
}
