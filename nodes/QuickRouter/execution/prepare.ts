import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../shared/asError';
import { problemWithFile, withFiles } from '../files/inputFile';
import { isFileReference } from '../form/fileReference';
import { operations } from '../catalog';
import type { Operation, SubmitTask, Task } from '../operations/operation';
import type { OutputMode } from '../output/json';
import { RequestError } from '../queue/requestError';
import type { QueueRequest, Waiting } from '../queue/request';
import { readOptions, type Options } from '../operations/options';
import { isTool } from './tool';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedItem {
	itemIndex: number;
	operation: Operation;
	task: Task;
	request: QueueRequest;
	/** Limit to its request, and to each of its downloads. */
	timeoutMs: number;
	output: OutputMode;
	/** The binary field that files are downloaded into; missing where they are not. */
	binaryField?: string;
	/** Of the whole run; the first item's counts. */
	concurrency: number;
	maxFiles: number;
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

	const task = operation.read(parameter, written);
	const read = readOptions(operation.options, parameter, written);
	if ('problems' in task) return 'problems' in read ? both(task, read) : task;
	if ('problems' in read) return read;
	for (const value of filesIn(task.values)) {
		const problem = await problemWithFile(context, itemIndex, value);
		if (problem !== undefined) return { problems: [problem] };
	}

	const options = read.values;
	const { concurrency, maxFiles, output } = options;
	const waiting: Waiting = {
		waitForCompletion: options.waitForCompletion,
		timeoutMs: options.timeout * 1000,
		wantsRaw: output === 'raw',
	};
	// An agent can do nothing with a file
	const isDownloaded = options.downloadFiles && !isTool(context);
	return {
		itemIndex,
		operation,
		task: task.values,
		request: requestOf(context, itemIndex, task.values, waiting, options),
		timeoutMs: waiting.timeoutMs,
		output: output === 'file' && isTool(context) ? 'tool' : output,
		binaryField: isDownloaded ? options.outputBinaryField : undefined,
		concurrency,
		maxFiles,
	};
}

function filesIn(task: Task) {
	return task.verb === 'submit' ? Object.values(task.body).filter(isFileReference) : [];
}

function requestOf(
	context: IExecuteFunctions,
	itemIndex: number,
	task: Task,
	waiting: Waiting,
	options: Options,
): QueueRequest {
	switch (task.verb) {
		case 'submit':
			return {
				kind: 'generate',
				...task,
				...waiting,
				itemIndex,
				readBody: async () => await readBody(context, itemIndex, task),
				onTimeout: options.onTimeout,
				resubmitUnclear: options.resubmitUnclear,
			};
		case 'result':
			return { kind: 'getResult', ...task, ...waiting };
		case 'cancel':
			return { kind: 'cancel', ...task };
	}
}

async function readBody(
	context: IExecuteFunctions,
	itemIndex: number,
	{ endpoint, body }: SubmitTask,
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
