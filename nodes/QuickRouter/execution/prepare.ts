import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../asError';
import { problemWithFile, withFiles } from '../files/inputFile';
import { isFileReference } from '../form/fileReference';
import { readForm } from '../form/readForm';
import { operations } from '../operations';
import type { Operation } from '../operations/operation';
import type { OutputMode } from '../output/json';
import { RequestError } from '../queue/requestError';
import type { Order, Task } from '../queue/runner';
import {
	DEFAULT_BINARY_FIELD,
	DEFAULT_CONCURRENCY,
	DEFAULT_TIMEOUT_S,
	type Settings,
} from '../settings';
import { isTool } from './tool';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedRequest {
	operation: Operation;
	order: Order;
	output: OutputMode;
	/** The binary field that files are downloaded into; missing where they are not. */
	binaryField?: string;
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

/** Reads and checks the parameters and files of an item. Sends nothing. */
export async function prepare(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<PreparedRequest | Refused> {
	try {
		return await read(context, itemIndex);
	} catch (error) {
		// An expression that fails for this item alone must not take the others with it
		return { problems: [asError(error).message] };
	}
}

async function read(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<PreparedRequest | Refused> {
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
	for (const value of Object.values(asked.values).filter(isFileReference)) {
		const problem = await problemWithFile(context, itemIndex, value);
		if (problem !== undefined) return { problems: [problem] };
	}

	const settings: Settings = how.values;
	const { output = 'image', timeout = DEFAULT_TIMEOUT_S } = settings;
	const task = operation.task(asked.values);
	const order: Order = {
		itemIndex,
		task,
		readBody: async () => await readBody(context, itemIndex, task),
		waitForCompletion: settings.wait_for_completion ?? true,
		timeoutMs: timeout * 1000,
		onTimeout: settings.on_timeout ?? 'error',
		resubmitUnclear: settings.resubmit_unclear ?? false,
		wantsRaw: output === 'raw',
	};
	// An agent can do nothing with a file
	const isDownloaded = (settings.download_images ?? false) && !isTool(context);
	const {
		concurrency = DEFAULT_CONCURRENCY,
		max_images: maxImages = 0,
		output_binary_field: binaryField = DEFAULT_BINARY_FIELD,
	} = settings;
	return {
		operation,
		order,
		output: output === 'image' && isTool(context) ? 'tool' : output,
		binaryField: isDownloaded ? binaryField : undefined,
		concurrency,
		maxImages,
	};
}

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	task: Task,
): Promise<IDataObject> {
	if (task.does !== 'generate') return {};
	try {
		return await withFiles(context, itemIndex, task.body);
	} catch (error) {
		throw unreadableError(task.endpoint, asError(error));
	}
}

/** n8n has lost a file since it was checked. */
function unreadableError(endpoint: string, { message }: Error): RequestError {
	return new RequestError(
		'notQueued',
		`The input file could not be read: ${message}`,
		'Nothing more was submitted for this item. Look at the node before, and run it again.',
		{ endpoint },
	);
}

function both(one: Refused, other: Refused): Refused {
	return { problems: [...one.problems, ...other.problems] };
}
