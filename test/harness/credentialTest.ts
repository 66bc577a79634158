import { NodeConnectionTypes, type ICredentialType, type INodeType } from 'n8n-workflow';

/**
 * A node that does what pressing "Save" on a credential does: n8n, too, turns the credential's
 * test into a declarative node and runs it.
 */
export function credentialTestNode(type: ICredentialType): INodeType {
	if (!type.test) throw new Error(`The credential ${type.name} has no test`);
	return {
		description: {
			displayName: 'Credential Test',
			name: 'credentialTest',
			group: ['transform'],
			version: 1,
			description: 'Tests a credential',
			defaults: { name: 'Credential Test' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
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
		},
	};
}
