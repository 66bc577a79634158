import { endpoints } from '../endpoints';
import { generateWith } from './generate';
import type { Operation } from './operation';
import { cancel, getResult } from './request';
import { runEndpoint } from './runEndpoint';

/** All that the node can do, by name within a resource as the editor lists it. */
export const operations: readonly Operation[] = [
	...endpoints.map(generateWith),
	runEndpoint,
	cancel,
	getResult,
];
