import { NodeConnectionTypes, type INodeTypeDescription } from 'n8n-workflow';

/** The description of a node that stands in a test for one of n8n's; `name` is enough, or more. */
export function describeNode(
	name: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...more,
	};
}
