import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an agent calls the node as its tool. n8n 1.x does not tell but by the node's type. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
