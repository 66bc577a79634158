import {
	type ExpressionError,
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type JsonObject,
} from 'n8n-workflow';

import type { Form } from '../form/form';
import { factsJson } from '../output/items';
import type { Facts, RequestError } from '../queue/causes';
import { asError } from '../shared/values';
import type { InvalidItem } from './prepare';
import { isTool } from './tool';
import { inWords } from './words';

const MOST_ITEMS_NAMED = 10;

/** An error that the user sees: it says what happened and what to do next. All are made here. */
export type NodeError = NodeApiError | NodeOperationError;

/** An error of an item, with what is known of its request. */
export interface ItemError {
	error: NodeError;
	facts?: Facts;
}

/**
 * An item that cannot be used. Nothing was submitted for it.
 *
 * @param others the items, by index, that cannot be used either, where it ends the run
 */
export function inputError(
	context: IExecuteFunctions,
	itemIndex: number,
	{ problems: [problem, ...more], fault }: InvalidItem,
	others?: number[],
): NodeOperationError {
	const submitted = others ? 'Nothing was submitted.' : 'Nothing was submitted for this item.';
	const rest = [submitted, ...(others?.length ? [`Also invalid: ${itemList(others)}.`] : [])].join(
		' ',
	);
	if (fault) return expressionError(context, itemIndex, fault, rest);
	const told = more.map((problemToo) => `${problemToo}.`);
	const advice = [...told, 'Change the field or its expression.', rest];
	return operationError(context, `${problem} [item ${itemIndex}]`, advice.join(' '), itemIndex);
}

/** An expression that could not be evaluated, with n8n's own words and all that its editor shows. */
function expressionError(
	context: IExecuteFunctions,
	itemIndex: number,
	fault: ExpressionError,
	advice: string,
): NodeOperationError {
	const description = [fault.description ?? '', advice].filter((told) => told !== '').join(' ');
	const { functionality } = fault;
	const about = { description, functionality, itemIndex };
	const error = new NodeOperationError(context.getNode(), fault, about);
	Object.assign(error.context, fault.context, { itemIndex });
	return withMessage(context, error, `${fault.message} [item ${itemIndex}]`);
}

/** A run that the user has stopped, when no item has more to say of it. */
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
		`This run would generate ${files} files, but the option 'Max Files' allows ${maxFiles}`,
		'Nothing was submitted. Increase the option, or pass fewer items to the node.',
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

/** A request that brought nothing, in words. */
export function requestError(
	context: IExecuteFunctions,
	itemIndex: number,
	form: Form,
	{ cause, facts }: RequestError,
): NodeApiError {
	const { happened, advice } = inWords(cause, facts, form);
	const request = facts.requestId ? ` (request ${facts.requestId})` : '';
	const message = `${happened}${request} [item ${itemIndex}]`;
	const error = new NodeApiError(context.getNode(), factsJson(facts) as JsonObject, {
		message,
		description: advice,
		httpCode: facts.statusCode?.toString(),
		itemIndex,
	});
	return withMessage(context, error, message, facts.networkCode);
}

/** What went wrong inside the node, for the user to report. */
export function unexpectedError(
	context: IExecuteFunctions,
	itemIndex: number,
	thrown: unknown,
): NodeOperationError {
	const message = `${asError(thrown).message} [item ${itemIndex}]`;
	return operationError(
		context,
		message,
		'This is a bug in the QuickRouter node. Please report it with this message.',
		itemIndex,
	);
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

/** What n8n looks for in a message, in any case, to replace it by words of its own. */
const REPLACED_BY_N8N =
	/(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO):?/gi;

/**
 * Sets the message without what n8n reads into messages: a network code, which it and its agents
 * replace by their own advice, to retry at once; and the word "canceled", which it takes for a stop
 * by the user. Codes go into the description, except for an agent, who is told that too.
 *
 * @param networkCode of what happened, where it is known
 */
function withMessage<Made extends NodeError>(
	context: IExecuteFunctions,
	error: Made,
	message: string,
	networkCode?: string,
): Made {
	const codes = [networkCode ?? [], message.match(REPLACED_BY_N8N) ?? []].flat();
	if (codes.length > 0 && !isTool(context)) {
		error.description = `${error.description ?? ''} (${codes.join(', ')})`;
	}
	const told = message.replace(REPLACED_BY_N8N, 'network error');
	const isStopped = context.getExecutionCancelSignal()?.aborted;
	error.message = isStopped ? told : told.replace(/canceled/gi, 'cancelled');
	return error;
}
