import type { IExecuteFunctions } from 'n8n-workflow';

import { strictestMaxFiles } from '../operations/options';
import { addHint } from './hints';
import { tooManyFilesError, type NodeError } from './nodeError';
import type { PreparedItem } from './prepare';
import { isTool } from './tool';

/** What n8n keeps of an agent's tool between its calls. */
interface Counter {
	filesAsked?: number;
}

/**
 * The option Max Files: why a run may not begin that asks for more, before anything is submitted. An
 * agent's calls of its tool count together over the execution.
 */
export function tooManyFiles(
	context: IExecuteFunctions,
	items: PreparedItem[],
): NodeError | undefined {
	const given = items.map((item) => item.maxFiles);
	const maxFiles = strictestMaxFiles(given, items[0]?.operation.options.maxFiles ?? 0);
	if (maxFiles === 0) return undefined;
	const counts = items.flatMap(({ task }) => (task.verb === 'submit' ? [task.asked.files] : []));
	const asked = counts.reduce<number>((sum, count) => sum + (count ?? 1), 0);
	const counter = isTool(context) ? (context.getContext('node') as Counter) : {};
	const files = (counter.filesAsked ?? 0) + asked;
	if (files > maxFiles) return tooManyFilesError(context, files, maxFiles);
	if (isTool(context)) counter.filesAsked = files;
	const unknown = counts.filter((count) => count === undefined).length;
	if (unknown > 0) addHint(context, unknownHint(unknown));
	return undefined;
}

function unknownHint(unknown: number): string {
	const requests = unknown === 1 ? '1 request does' : `${unknown} requests do`;
	return `${requests} not say how many files to make. Max Files counts 1 file for each of them.`;
}
