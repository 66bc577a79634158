import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an agent calls the node as its tool. n8n 1.x does not tell but by the node's type. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Which of an agent's calls this is; undefined where the node is no tool. It is the same in each try
 * of Retry On Fail, which runs a tool again that has returned an error (AI Agent 3).
 */
export function callOf(context: IExecuteFunctions): string | undefined {
	return isTool(context) ? runIndexOf(context) : undefined;
}

/**
 * What tells the tries of one run from another run. n8n counts a tool's tries as runs, and calls it
 * side by side: there, equal requests that have not succeeded belong together.
 */
export function runOf(context: IExecuteFunctions): string {
	return isTool(context) ? 'tool' : runIndexOf(context);
}

function runIndexOf(context: IExecuteFunctions): string {
	return String(context.getWorkflowDataProxy(0).$runIndex);
}
