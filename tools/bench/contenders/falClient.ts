import pLimit from 'p-limit';

import { requireInstalled } from '../installed';
import { ENDPOINT, type Contender, type Result, type Work } from './contender';

interface ClientRequest {
	method: string;
	url: string;
	headers?: Record<string, string>;
}

/** What is used of fal's client. */
interface FalClient {
	subscribe: (endpoint: string, options: { input: object }) => Promise<{ data: Result }>;
}

interface FalModule {
	createFalClient: (config: {
		requestMiddleware: (request: ClientRequest) => Promise<ClientRequest>;
	}) => FalClient;
}

const { createFalClient } = requireInstalled('@fal-ai/client') as FalModule;

/** All requests side by side, each polled twice a second: the client's own defaults. */
export const falClientAllAtOnce: Contender = {
	run: async (work) => await subscribeAll(work, Infinity),
};

/** The same with a limit to the requests in flight, which the client itself does not have. */
export const falClientCapped: Contender = {
	run: async (work) => await subscribeAll(work, work.concurrency),
};

async function subscribeAll(work: Work, concurrency: number): Promise<string[]> {
	const client = createFalClient({ requestMiddleware: toRelay(work) });
	const limit = pLimit(concurrency);
	const subscribe = async (prompt: string) => {
		const { data } = await client.subscribe(ENDPOINT, { input: { prompt } });
		return data.images.map(({ url }) => url);
	};
	const urls = work.prompts.map((prompt) => limit(subscribe, prompt));
	return (await Promise.all(urls)).flat();
}

/** Sends each request to the relay, wherever the client wants to go with it, with the relay's key. */
function toRelay({ relayUrl, apiKey }: Work) {
	return async ({ method, url, headers }: ClientRequest): Promise<ClientRequest> => {
		const { pathname, search } = new URL(url);
		return await Promise.resolve({
			method,
			url: `${relayUrl}${pathname}${search}`,
			headers: { ...headers, Authorization: `Bearer ${apiKey}` },
		});
	};
}
