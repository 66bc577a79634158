import type { runTimes } from '../simulate/runTimes';

/** What all contenders of a row do. */
export interface Scenario {
	name: string;
	requests: number;
	runTime: keyof typeof runTimes;
	/** Requests in flight at most, for contenders that can be told so. */
	concurrency: number;
	/** How many requests the relay runs at once; null where it runs all. */
	capacity: number | null;
	/** How many submits the relay lets pass in a second. */
	submitsPerSecond?: number;
	/** How large each image's file is at least. */
	fileBytes?: number;
	/** Requests that each contender makes before: n8n, too, has been running for a while. */
	warmUpRequests?: number;
	/** How often it is done, with other run times each time (once by default). */
	repeats?: number;
}

const ofTen = { concurrency: 10, capacity: 10 };

/** From a user who waits for one image to a nightly batch. */
export const scenarios: Scenario[] = [
	{
		name: '1 typical',
		requests: 1,
		runTime: 'typical',
		...ofTen,
		warmUpRequests: 1,
		repeats: 20,
	},
	{
		name: '1 steady, after twenty',
		requests: 1,
		runTime: 'steady',
		...ofTen,
		warmUpRequests: 20,
		repeats: 10,
	},
	{ name: '20 typical', requests: 20, runTime: 'typical', ...ofTen },
	{ name: '100 typical', requests: 100, runTime: 'typical', ...ofTen, repeats: 4 },
	{
		name: '100 typical, 20 at once over 10',
		requests: 100,
		runTime: 'typical',
		concurrency: 20,
		capacity: 10,
		repeats: 4,
	},
	{ name: '100 steady', requests: 100, runTime: 'steady', ...ofTen, repeats: 2 },
	{
		name: '200 typical, 100 at once over 10',
		requests: 200,
		runTime: 'typical',
		concurrency: 100,
		capacity: 10,
		repeats: 2,
	},
	{
		name: '100 typical, 5 submits a second',
		requests: 100,
		runTime: 'typical',
		...ofTen,
		submitsPerSecond: 5,
	},
	{
		name: '100 typical, all at once, no capacity limit',
		requests: 100,
		runTime: 'typical',
		concurrency: 100,
		capacity: null,
		repeats: 10,
	},
	{ name: '100 short', requests: 100, runTime: 'short', ...ofTen },
	{ name: '1000 typical', requests: 1_000, runTime: 'typical', ...ofTen },
];
