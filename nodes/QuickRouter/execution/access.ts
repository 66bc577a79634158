import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../shared/asError';
import { webUrlOf } from '../shared/webUrl';
import { credentialError, type NodeError } from './nodeError';

export const CREDENTIAL = 'quickRouterApi';

/** Where calls go, and the key that must not come back out. */
export interface Access {
	/** Without a slash at its end. */
	baseUrl: string;
	apiKey: string;
	/** As it was read; used for all calls of a run, though it may be changed meanwhile. */
	credential: ICredentialDataDecryptedObject;
}

/** Reads the credential; or says why it cannot be used. */
export async function readAccess(
	context: IExecuteFunctions,
): Promise<Access | { error: NodeError }> {
	let credential: ICredentialDataDecryptedObject;
	try {
		credential = await context.getCredentials(CREDENTIAL);
	} catch (error) {
		const problem = `The QuickRouter credential could not be read: ${asError(error).message}`;
		return {
			error: credentialError(context, problem, 'Choose it again in the node, or save it anew.'),
		};
	}
	const { baseUrl, apiKey } = credential;
	const url = webUrlOf(typeof baseUrl === 'string' ? baseUrl.trim() : '');
	const isPlain = url && url.search + url.hash + url.username + url.password === '';
	if (!isPlain) {
		// The value is not repeated: it may be the key, pasted into the wrong field
		const problem =
			'The Base URL in the credential must be an http(s) URL without user, query or fragment';
		const advice = 'Open the credential and set its Base URL, as in https://api.quickrouter.ai.';
		return { error: credentialError(context, problem, advice) };
	}
	return {
		baseUrl: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
		apiKey: typeof apiKey === 'string' ? apiKey.trim() : '',
		credential,
	};
}
