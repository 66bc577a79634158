import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

type Authenticate = (
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

/**
 * One credential, as a user has filled it in, applied by its type's own `authenticate`; or why it
 * cannot be read.
 */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly data: ICredentialDataDecryptedObject | Error,
	) {
		super();
	}

	/** Applies the type's `authenticate`, as n8n's own helper does. */
	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const authenticate = this.type.authenticate as Authenticate;
		return await authenticate(credentials, request as IHttpRequestOptions);
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
