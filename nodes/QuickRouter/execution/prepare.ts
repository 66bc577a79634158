import { ExpressionError, type IExecuteFunctions } from 'n8n-workflow';

import { operations } from '../catalog';
import type { InputFiles } from '../files/inputFiles';
import { localUrlsIn } from '../form/localUrls';
import { kindOf } from '../operations/kind';
import type { AccountTask, Operation, SubmitTask, Task } from '../operations/operation';
import { readOptions, type Options } from '../operations/options';
import type { OutputMode } from '../output/items';
import { RequestError } from '../queue/causes';
import type { NewRequest, Waiting } from '../queue/request';
import { asError } from '../shared/values';
import { isTool } from './tool';
import { writtenFor } from './written';

/** What is asked of QuickRouter for an item. */
export type ItemRequest =
	| ({ verb: 'submit' } & NewRequest)
	| ({ verb: 'result'; requestId: string } & Waiting)
	| { verb: 'cancel'; requestId: string }
	| AccountTask;

/** An item that is read and checked, and not yet submitted. */
export interface PreparedItem {
	itemIndex: number;
	operation: Operation;
	request: ItemRequest;
	/** What is submitted for it; missing where nothing is. */
	submits?: SubmitTask;
	output: OutputMode;
	/** How files are downloaded; missing where they are not. */
	download?: { binaryField: string; timeoutMs: number };
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
	const { concurrency, maxFiles, output, outputBinaryField: binaryField } = options;
	const timeoutMs = options.timeout * 1000;
	const waiting = {
		waitForCompletion: options.waitForCompletion,
		timeoutMs,
		needsFile: output !== 'raw',
	};
	// An agent can do nothing with a file
	const isDownloaded = options.downloadFiles && !isTool(context);
	const requestFor = (): ItemRequest => {
		switch (task.verb) {
			case 'submit': {
				const { verb, endpoint, body, makesFiles } = task;
				return {
					verb,
					endpoint,
					item: itemIndex,
					readBody: async () => await unlessLost(files.fill(itemIndex, body), endpoint),
					readIdentity: async () => await unlessLost(files.identityOf(itemIndex, body), endpoint),
					written: writtenFor(context, itemIndex),
					typicalMs: operation.typicalMs,
					kind: kindOf(endpoint, body),
					...waiting,
					needsFile: waiting.needsFile || makesFiles,
					wantsRaw: output === 'raw',
					onTimeout: options.onTimeout,
					resubmitUnclear: options.resubmitUnclear,
				};
			}
			case 'result':
				return { ...task, ...waiting };
			default:
				return task;
		}
	};
	return {
		itemIndex,
		operation,
		request: requestFor(),
		submits: task.verb === 'submit' ? task : undefined,
		output: output === 'file' && isTool(context) ? 'tool' : output,
		download: isDownloaded ? { binaryField, timeoutMs } : undefined,
		concurrency,
		maxFiles,
	};
}

/** @throws {RequestError} where n8n has lost a file since it was checked */
async function unlessLost<Body>(reading: Promise<Body>, endpoint: string): Promise<Body> {
	try {
		return await reading;
	} catch (error) {
		throw inputLost(endpoint, asError(error));
	}
}

function inputLost(endpoint: string, { message }: Error): RequestError {
	return new RequestError('inputLost', { endpoint, message });
}

function both(one: InvalidItem, other: InvalidItem): InvalidItem {
	return { problems: [...one.problems, ...other.problems] };
}
