import { ExpressionError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { operations } from '../catalog';
import type { InputFiles } from '../files/inputFiles';
import { localUrlsIn } from '../form/localUrls';
import { kindOf } from '../operations/kind';
import type { Operation, Task } from '../operations/operation';
import { readOptions, type Options } from '../operations/options';
import type { OutputMode } from '../output/json';
import { RequestError } from '../queue/causes';
import type { NewRequest } from '../queue/request';
import { asError } from '../shared/values';
import { isTool } from './tool';
import { writtenFor } from './written';

/** An item that is read and checked, and not yet submitted. */
export interface PreparedItem {
	itemIndex: number;
	operation: Operation;
	task: Task;
	/** How its request is run; the endpoint is the task's. */
	request: Omit<NewRequest, 'endpoint'>;
	output: OutputMode;
	/** The binary field that files are downloaded into; missing where they are not. */
	binaryField?: string;
	/** Of the whole run; the first item's counts. */
	concurrency: number;
	maxFiles?: number;
}

/** An item that cannot be used, and why, in words. */
export interface InvalidItem {
	problems: [string, ...string[]];
	/** An expression that n8n could not evaluate, with all that n8n knows of it. */
	fault?: ExpressionError;
}

/** What holds for all items of a run. */
export interface Surroundings {
	files: InputFiles;
	/** Whether QuickRouter is in this network, and so reaches what is there. */
	isLocal: boolean;
}

export function isUsable(item: PreparedItem | InvalidItem): item is PreparedItem {
	return !('problems' in item);
}

/** Reads and checks the parameters and files of an item. Sends nothing. */
export async function prepare(
	context: IExecuteFunctions,
	itemIndex: number,
	surroundings: Surroundings,
): Promise<PreparedItem | InvalidItem> {
	try {
		return await read(context, itemIndex, surroundings);
	} catch (error) {
		// An expression that fails for this item alone must not take the others with it
		const fault = error instanceof ExpressionError ? error : undefined;
		return { problems: [asError(error).message], fault };
	}
}

async function read(
	context: IExecuteFunctions,
	itemIndex: number,
	{ files, isLocal }: Surroundings,
): Promise<PreparedItem | InvalidItem> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null) ?? undefined;
	const written = (name: string) =>
		context.getNodeParameter(name, itemIndex, null, { rawExpressions: true }) ?? undefined;
	const [resource, name] = [parameter('resource'), parameter('operation')];
	const operation = operations.find(
		(known) => known.resource === resource && known.operation === name,
	);
	if (!operation) {
		const told = `'Operation' must be one from the list, but is ${JSON.stringify(name)}`;
		return { problems: [told] };
	}

	const task = operation.read(parameter, written);
	const options = readOptions(operation.options, parameter, written);
	if ('problems' in task) return 'problems' in options ? both(task, options) : task;
	if ('problems' in options) return options;
	if (task.values.verb === 'submit') {
		const { body } = task.values;
		const unreachable = isLocal ? [] : localUrlsIn(operation.form, body);
		const [first, ...more] = [...unreachable, ...(await files.problemsIn(itemIndex, body))];
		if (first !== undefined) return { problems: [first, ...more] };
	}
	return preparedItem(context, itemIndex, files, operation, task.values, options.values);
}

function preparedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	files: InputFiles,
	operation: Operation,
	task: Task,
	options: Options,
): PreparedItem {
	const { concurrency, maxFiles, output, outputBinaryField } = options;
	const wantsRaw = output === 'raw';
	// An agent can do nothing with a file
	const isDownloaded = options.downloadFiles && !isTool(context);
	return {
		itemIndex,
		operation,
		task,
		request: {
			item: itemIndex,
			readBody: async () => await readBody(task, async (body) => await files.fill(itemIndex, body)),
			readIdentity: async () =>
				await readBody(task, async (body) => await files.identityOf(itemIndex, body)),
			written: writtenFor(context, itemIndex),
			waitForCompletion: options.waitForCompletion,
			timeoutMs: options.timeout * 1000,
			typicalMs: operation.typicalMs,
			kind: task.verb === 'submit' ? kindOf(task.endpoint, task.body) : undefined,
			needsFile: !wantsRaw || (task.verb === 'submit' && task.makesFiles),
			wantsRaw,
			onTimeout: options.onTimeout,
			resubmitUnclear: options.resubmitUnclear,
		},
		output: output === 'file' && isTool(context) ? 'tool' : output,
		binaryField: isDownloaded ? outputBinaryField : undefined,
		concurrency,
		maxFiles,
	};
}

/** @throws {RequestError} where n8n has lost a file since it was checked */
async function readBody(
	task: Task,
	withFiles: (body: IDataObject) => Promise<IDataObject>,
): Promise<IDataObject> {
	if (task.verb !== 'submit') return {};
	try {
		return await withFiles(task.body);
	} catch (error) {
		throw inputLost(task.endpoint, asError(error));
	}
}

/** n8n has lost a file since it was checked. */
function inputLost(endpoint: string, { message }: Error): RequestError {
	return new RequestError('inputLost', { endpoint, message });
}

function both(one: InvalidItem, other: InvalidItem): InvalidItem {
	return { problems: [...one.problems, ...other.problems] };
}
