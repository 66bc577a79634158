import type { IExecuteFunctions } from 'n8n-workflow';

import { strictestMaxFiles } from '../operations/options';
import { hashOf } from '../shared/hash';
import { addHint } from './hints';
import { tooManyFilesError, type NodeError } from './nodeError';
import type { PreparedItem } from './prepare';
import { callOf, isTool } from './tool';

/** What n8n keeps of an agent's tool between its calls: how many files each has asked for. */
interface Counter {
	filesAsked?: Record<string, number>;
}

/**
 * The option Max Files: why a run may not begin that asks for more, before anything is submitted. An
 * agent's calls of its tool count together over the execution, each once however often it is tried.
 */
export function tooManyFiles(
	context: IExecuteFunctions,
	items: PreparedItem[],
): NodeError | undefined {
	const given = items.map((item) => item.maxFiles);
	const maxFiles = strictestMaxFiles(given, items[0]?.operation.options.defaultMaxFiles ?? 0);
	if (maxFiles === 0) return undefined;
	const counts = items.flatMap(({ submits }) => (submits ? [submits.asked.files] : []));
	const asked = sumOf(counts.map((count) => count ?? 1));
	const counter = isTool(context) ? (context.getContext('node') as Counter) : undefined;
	const filesAsked = counter ? { ...counter.filesAsked, [callKey(context, items)]: asked } : {};
	const files = counter ? sumOf(Object.values(filesAsked)) : asked;
	if (files > maxFiles) return tooManyFilesError(context, files, maxFiles);
	if (counter) counter.filesAsked = filesAsked;
	const unknown = counts.filter((count) => count === undefined).length;
	if (unknown > 0) addHint(context, unknownHint(unknown));
	return undefined;
}

function sumOf(counts: number[]): number {
	return counts.reduce((sum, count) => sum + count, 0);
}

/** Tells an agent's calls apart: side by side they may go by one number, but ask for something else. */
function callKey(context: IExecuteFunctions, items: PreparedItem[]): string {
	return hashOf([callOf(context), items.map(({ submits }) => submits)]);
}

function unknownHint(unknown: number): string {
	const requests = unknown === 1 ? '1 request does' : `${unknown} requests do`;
	return `${requests} not say how many files to make. Max Files counts 1 file for each of them.`;
}
