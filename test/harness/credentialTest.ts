import type { ICredentialType, INodeType } from 'n8n-workflow';

import { describeNode } from './describeNode';

/**
 * A node that does what pressing "Save" on a credential does: n8n, too, turns the credential's
 * test into a declarative node and runs it.
 */
export function credentialTestNode(type: ICredentialType): INodeType {
	if (!type.test) throw new Error(`The credential ${type.name} has no test`);
	return {
		description: describeNode('credentialTest', {
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Test',
					name: 'test',
					type: 'string',
					default: '',
					routing: { request: type.test.request },
				},
			],
		}),
	};
}
