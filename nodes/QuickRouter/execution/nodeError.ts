import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type JsonObject,
} from 'n8n-workflow';

import { asError } from '../shared/asError';
import { labelOf } from '../form/field';
import type { Form } from '../form/form';
import { aboutJson } from '../output/json';
import type { AboutRequest, RequestError } from '../queue/requestError';
import type { FailureDetail } from '../relay/failure';

const MOST_ITEMS_NAMED = 10;

/** An error that a person sees: it says what happened and what to do next. All are made here. */
export type NodeError = NodeApiError | NodeOperationError;

/** An error of an item, with what is known of its request. */
export interface ItemError {
	error: NodeError;
	about?: AboutRequest;
}

/**
 * An item that cannot be used. Nothing was submitted for it.
 *
 * @param others the items, by index, that cannot be used either, where it ends the run
 */
export function inputError(
	context: IExecuteFunctions,
	itemIndex: number,
	[problem, ...more]: [string, ...string[]],
	others?: number[],
): NodeOperationError {
	const submitted = others ? 'Nothing was submitted.' : 'Nothing was submitted for this item.';
	const advice = [
		...more.map((told) => `${told}.`),
		`Change the field, or the expression in it. ${submitted}`,
		...(others?.length ? [`Not usable either: ${itemList(others)}.`] : []),
	];
	return operationError(context, `${problem} [item ${itemIndex}]`, advice.join(' '), itemIndex);
}

/** A run that a person has stopped, when no item has more to say of it. */
export function canceledError(context: IExecuteFunctions): NodeOperationError {
	return operationError(context, 'The execution was canceled', 'Nothing more was submitted.');
}

/** A run that would make more files than the option Max Files allows. Nothing was submitted. */
export function tooManyFilesError(
	context: IExecuteFunctions,
	files: number,
	maxFiles: number,
): NodeOperationError {
	return operationError(
		context,
		`This run would make ${files} files, but the option 'Max Files' allows ${maxFiles}`,
		'Nothing was submitted. Raise the option, or pass fewer items to the node.',
	);
}

/** A credential that cannot be used. Nothing was submitted. */
export function credentialError(
	context: IExecuteFunctions,
	problem: string,
	advice: string,
): NodeOperationError {
	return operationError(context, problem, `${advice} Nothing was submitted.`);
}

/** A request that did not succeed, with fal's names of fields turned into the editor's. */
export function toNodeApiError(
	context: IExecuteFunctions,
	itemIndex: number,
	form: Form,
	{ message, advice, about }: RequestError,
): NodeApiError {
	const details = about.details?.map((detail) => inWords(detail, form)).join('; ');
	const request = about.requestId ? ` (request ${about.requestId})` : '';
	const told = `${message}${details ? `: ${details}` : ''}${request} [item ${itemIndex}]`;
	const error = new NodeApiError(context.getNode(), aboutJson(about) as JsonObject, {
		message: told,
		description: advice,
		httpCode: about.statusCode?.toString(),
		itemIndex,
	});
	return withMessage(context, error, told);
}

/** What went wrong inside the node, for a person to report. */
export function unexpectedError(
	context: IExecuteFunctions,
	itemIndex: number,
	error: unknown,
): NodeOperationError {
	const made = new NodeOperationError(context.getNode(), asError(error), {
		description: 'This is a fault of the QuickRouter node. Please report it with this message.',
		itemIndex,
	});
	return withMessage(context, made, made.message);
}

function inWords({ field, message }: FailureDetail, form: Form): string {
	if (field === undefined) return message;
	const [name = field, ...inside] = field.split('.');
	const shown = { ...form.fields, ...form.additionalFields }[name];
	return `'${[shown ? labelOf(shown) : name, ...inside].join(' › ')}': ${message}`;
}

function itemList(indices: number[]): string {
	const named = indices.slice(0, MOST_ITEMS_NAMED).join(', ');
	const unnamed = indices.length - MOST_ITEMS_NAMED;
	const items = `${indices.length === 1 ? 'item' : 'items'} ${named}`;
	return unnamed > 0 ? `${items} and ${unnamed} more` : items;
}

function operationError(
	context: IExecuteFunctions,
	message: string,
	description: string,
	itemIndex?: number,
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), message, { description, itemIndex });
	return withMessage(context, error, message);
}

/**
 * Sets the message as it is: n8n replaces one in which it finds the letters of an error code. And it
 * takes the word "canceled" in any message for a stop by a person, so that others may not have it.
 */
function withMessage<Made extends NodeError>(
	context: IExecuteFunctions,
	error: Made,
	message: string,
): Made {
	const isStopped = context.getExecutionCancelSignal()?.aborted;
	error.message = isStopped ? message : message.replace(/canceled/gi, 'cancelled');
	return error;
}
