import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { cleanKey } from '../shared/apiKey';
import { asError } from '../shared/values';
import { baseUrlOf } from '../shared/webUrl';
import { credentialError, type NodeError } from './nodeError';

export const CREDENTIAL = 'quickRouterApi';

/** Where calls go, and the key that must not come back out. */
export interface Access {
	/** Without a slash at its end. */
	baseUrl: string;
	/** As it is sent. */
	apiKey: string;
	/** As it was read; used for all calls of a run, though it may be changed meanwhile. */
	credential: ICredentialDataDecryptedObject;
}

/** What may stand in a header. */
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** Reads the credential; or says why it cannot be used. */
export async function readAccess(
	context: IExecuteFunctions,
): Promise<Access | { error: NodeError }> {
	const refuse = (problem: string, advice: string) => ({
		error: credentialError(context, problem, advice),
	});
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await context.getCredentials(CREDENTIAL);
	} catch (error) {
		const problem = `The QuickRouter credential could not be read: ${asError(error).message}`;
		return refuse(problem, 'Choose it again in the node, or save it again.');
	}
	const baseUrl = baseUrlOf(credential.baseUrl);
	if (baseUrl === undefined) {
		// The value is not repeated: it may be the key, pasted into the wrong field
		return refuse(
			'The Base URL in the credential must be an http(s) URL without a user name, "?" or "#"',
			'Open the credential and set its Base URL, for example to https://api.quickrouter.ai.',
		);
	}
	const apiKey = cleanKey(credential.apiKey);
	if (!VISIBLE_ASCII.test(apiKey)) {
		const problem = apiKey === '' ? 'is empty' : 'contains characters that an API key cannot have';
		return refuse(
			`The API Key in the credential ${problem}`,
			'Open the credential and paste the API key of your QuickRouter account again.',
		);
	}
	return { baseUrl, apiKey, credential };
}
