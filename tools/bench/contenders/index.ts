import { BARE, OURS, type Contender } from './contender';

/**
 * A contender by name; loaded when it is needed, since each needs its own modules. It is in no
 * scenario with more requests than it can be expected to do.
 */
export const contenders: Record<string, { load: () => Promise<Contender>; mostRequests: number }> =
	{
		[OURS]: {
			load: async () => (await import('./quickRouter.js')).quickRouter,
			mostRequests: Infinity,
		},
		[`${OURS}, downloading`]: {
			load: async () => (await import('./quickRouter.js')).quickRouterDownloading,
			mostRequests: 0, // For what it costs alone, see costs.ts
		},
		[`${OURS}, sending files`]: {
			load: async () => (await import('./quickRouter.js')).quickRouterSendingFiles,
			mostRequests: 0, // For what it costs alone, see costs.ts
		},
		[BARE]: {
			load: async () => (await import('./bareLoop.js')).bareLoop,
			mostRequests: 0, // For what it costs alone, see costs.ts
		},
		'HTTP Request + Wait + IF': {
			load: async () => (await import('./httpRequestLoop.js')).httpRequestLoop,
			mostRequests: 1_000,
		},
		'fal client, capped': {
			load: async () => (await import('./falClient.js')).falClientCapped,
			mostRequests: 1_000,
		},
		// Its polls grow with the square of the requests that wait
		'fal client, all at once': {
			load: async () => (await import('./falClient.js')).falClientAllAtOnce,
			mostRequests: 100,
		},
		// More would take hours
		'one by one, every 5 s': {
			load: async () => (await import('./oneByOne.js')).oneByOneEvery5s,
			mostRequests: 20,
		},
		'one by one, every 1 s': {
			load: async () => (await import('./oneByOne.js')).oneByOneEvery1s,
			mostRequests: 20,
		},
	};
