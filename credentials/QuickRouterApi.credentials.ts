import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	Icon,
	IHttpRequestOptions,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { cleanKey } from '../nodes/QuickRouter/shared/apiKey';

/** What a test that is red says. n8n takes rules of both kinds together, though its type does not. */
const RULES = [
	{
		type: 'responseCode',
		properties: { value: 401, message: 'QuickRouter does not accept this API key' },
	},
	{
		// Any web server may answer with 200; the API answers with a list under "data"
		type: 'responseSuccessBody',
		properties: {
			key: 'data',
			value: undefined,
			message: "QuickRouter's API did not answer at this Base URL",
		},
	},
] as ICredentialTestRequest['rules'];

export class QuickRouterApi implements ICredentialType {
	name = 'quickRouterApi';

	displayName = 'QuickRouter API';

	icon: Icon = {
		light: 'file:../nodes/QuickRouter/quickRouter.svg',
		dark: 'file:../nodes/QuickRouter/quickRouter.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-quickrouter/n8n-nodes-quickrouter#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API key (token) of your QuickRouter account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.quickrouter.ai',
			required: true,
			placeholder: 'e.g. https://api.quickrouter.ai',
			description: 'URL of the QuickRouter API. Your API key is only sent there.',
		},
	];

	/** A function, not an expression: n8n's combined binary mode fails on expressions here. */
	authenticate: IAuthenticate = async (
		{ apiKey }: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await Promise.resolve({
			...options,
			headers: { ...options.headers, Authorization: `Bearer ${cleanKey(apiKey)}` },
		});

	/** Listing the models is free. A redirect is not followed, since the key would go along. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/v1/models',
			disableFollowRedirect: true,
		},
		rules: RULES,
	};
}
