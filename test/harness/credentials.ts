import {
	ICredentialsHelper,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';

/**
 * One credential, as a person has filled it in, applied by its type's own `authenticate`; or why it
 * cannot be read.
 */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly data: ICredentialDataDecryptedObject | Error,
	) {
		super();
	}

	/** Applies the type's generic `authenticate`, as n8n's own helper does. */
	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { properties } = this.type.authenticate as IAuthenticateGeneric;
		const headers: Record<string, unknown> = { ...request.headers };
		for (const [name, value] of Object.entries(properties.headers ?? {})) {
			const keys = { $credentials: credentials };
			headers[name] = workflow.expression.getSimpleParameterValue(
				node,
				value as string,
				'internal',
				keys,
				undefined,
				'',
			);
		}
		return await Promise.resolve({ ...request, headers } as IHttpRequestOptions);
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		if (type !== this.type.name) throw new Error(`There is no credential of type ${type}`);
		if (this.data instanceof Error) throw this.data;
		return await Promise.resolve({ ...this.data });
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async preAuthentication(): Promise<undefined> {
		await Promise.resolve();
	}

	override async runPreAuthentication(): Promise<undefined> {
		await Promise.resolve();
	}

	override getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}

	override async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('Credentials are not read in tests'));
	}

	override async updateCredentials(): Promise<void> {
		await Promise.reject(new Error('Credentials are not written in tests'));
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.reject(new Error('Credentials are not written in tests'));
	}
}
