/** The requests that a contender makes. */
export interface Work {
	/** URL of the relay on loopback (no trailing slash). */
	relayUrl: string;
	apiKey: string;
	/** One request each, to fal-ai/flux-1/dev with body { prompt }. */
	prompts: string[];
	/** Requests in flight at most, for contenders that can be told so. */
	concurrency: number;
}

/** A way to make pictures with the relay. */
export interface Contender {
	/** Makes the pictures; gives their URLs. Throws where a request fails. */
	run: (work: Work) => Promise<string[]>;
}

/** What all requests go to. */
export const ENDPOINT = 'fal-ai/flux-1/dev';

/** What there is to read in the result of a request. */
export interface Result {
	images: { url: string }[];
}

/** The contender that the others are compared with. */
export const OURS = 'QuickRouter node';

/** The calls alone, which the node's CPU time is compared with. */
export const BARE = 'bare loop';
