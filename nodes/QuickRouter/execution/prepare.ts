import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../shared/asError';
import { problemWithFile, withFiles } from '../files/inputFile';
import { isFileReference } from '../form/fileReference';
import { readForm } from '../form/readForm';
import { operations } from '../operations';
import type { Operation } from '../operations/operation';
import type { OutputMode } from '../output/json';
import { RequestError } from '../queue/requestError';
import type { GenerateTask, QueueRequest, Task, Waiting } from '../queue/request';
import {
	DEFAULT_BINARY_FIELD,
	DEFAULT_CONCURRENCY,
	DEFAULT_TIMEOUT_S,
	type Settings,
} from '../operations/options';
import { isTool } from './tool';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedItem {
	itemIndex: number;
	operation: Operation;
	request: QueueRequest;
	/** Limit to its request, and to each of its downloads. */
	timeoutMs: number;
	output: OutputMode;
	/** The binary field that files are downloaded into; missing where they are not. */
	binaryField?: string;
	/** Of the whole run; the first item's counts. */
	concurrency: number;
	maxImages: number;
}

/** An item that cannot be used, and why, in words. */
export interface InvalidItem {
	problems: [string, ...string[]];
}

export function isUsable(item: PreparedItem | InvalidItem): item is PreparedItem {
	return !('problems' in item);
}

/** Reads and checks the parameters and files of an item. Sends nothing. */
export async function prepare(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<PreparedItem | InvalidItem> {
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
): Promise<PreparedItem | InvalidItem> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null) ?? undefined;
	const written = (name: string) =>
		context.getNodeParameter(name, itemIndex, null, { rawExpressions: true }) ?? undefined;
	const [resource, name] = [parameter('resource'), parameter('operation')];
	const operation = operations.find(
		(known) => known.resource === resource && known.operation === name,
	);
	if (!operation) {
		const told = `'Operation' must be one of those in the list, but is ${JSON.stringify(name)}`;
		return { problems: [told] };
	}

	const fields = readForm(operation.form, parameter, written);
	const options = readForm(operation.settings, parameter, written);
	if ('problems' in fields) return 'problems' in options ? both(fields, options) : fields;
	if ('problems' in options) return options;
	for (const value of Object.values(fields.values).filter(isFileReference)) {
		const problem = await problemWithFile(context, itemIndex, value);
		if (problem !== undefined) return { problems: [problem] };
	}

	const settings: Settings = options.values;
	const {
		concurrency = DEFAULT_CONCURRENCY,
		max_images: maxImages = 0,
		output = 'image',
		output_binary_field: binaryField = DEFAULT_BINARY_FIELD,
		timeout = DEFAULT_TIMEOUT_S,
	} = settings;
	const waiting: Waiting = {
		waitForCompletion: settings.wait_for_completion ?? true,
		timeoutMs: timeout * 1000,
		wantsRaw: output === 'raw',
	};
	const task = operation.task(fields.values);
	// An agent can do nothing with a file
	const isDownloaded = (settings.download_images ?? false) && !isTool(context);
	return {
		itemIndex,
		operation,
		request: requestOf(context, itemIndex, task, waiting, settings),
		timeoutMs: waiting.timeoutMs,
		output: output === 'image' && isTool(context) ? 'tool' : output,
		binaryField: isDownloaded ? binaryField : undefined,
		concurrency,
		maxImages,
	};
}

function requestOf(
	context: IExecuteFunctions,
	itemIndex: number,
	task: Task,
	waiting: Waiting,
	settings: Settings,
): QueueRequest {
	switch (task.kind) {
		case 'generate':
			return {
				...task,
				...waiting,
				itemIndex,
				readBody: async () => await readBody(context, itemIndex, task),
				onTimeout: settings.on_timeout ?? 'error',
				resubmitUnclear: settings.resubmit_unclear ?? false,
			};
		case 'getResult':
			return { ...task, ...waiting };
		case 'cancel':
			return task;
	}
}

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	{ endpoint, body }: GenerateTask,
): Promise<IDataObject> {
	try {
		return await withFiles(context, itemIndex, body);
	} catch (error) {
		throw unreadableError(endpoint, asError(error));
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

function both(one: InvalidItem, other: InvalidItem): InvalidItem {
	return { problems: [...one.problems, ...other.problems] };
}
