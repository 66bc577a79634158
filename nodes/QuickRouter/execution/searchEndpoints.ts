import type {
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { documentedEndpoints } from '../catalog';
import { isEndpointPath } from '../operations/endpointPath';
import { readModels } from '../relay/models';
import { baseUrlOf } from '../shared/webUrl';
import { CREDENTIAL } from './access';

const TIMEOUT_MS = 10_000;

/**
 * Finds endpoints for the editor's list: those that QuickRouter documents, and those of fal's that the
 * API key may use. Listing models is free; without an answer the documented ones are listed.
 *
 * @param filter what the user has typed
 */
export async function searchEndpoints(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const known = new Map(
		[...documentedEndpoints].map(([path, name]) => [path, `${name} (${path})`]),
	);
	for (const path of await modelsOf(this)) if (!known.has(path)) known.set(path, path);
	const wanted = filter.trim().toLowerCase();
	const results = [...known]
		.filter(([, name]) => name.toLowerCase().includes(wanted))
		.map(([value, name]) => ({ name, value }))
		.sort((one, other) => (one.name < other.name ? -1 : 1));
	return { results };
}

async function modelsOf(context: ILoadOptionsFunctions): Promise<string[]> {
	const options: IHttpRequestOptions = {
		url: '/v1/models',
		json: true,
		timeout: TIMEOUT_MS,
		disableFollowRedirect: true,
	};
	try {
		const { baseUrl } = await context.getCredentials(CREDENTIAL);
		options.baseURL = baseUrlOf(baseUrl);
		if (options.baseURL === undefined) return [];
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
		);
		return readModels(answer).filter(isEndpointPath);
	} catch {
		return [];
	}
}
