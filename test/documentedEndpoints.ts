import type { EndpointContract } from './documented/contract';
import { flux } from './documented/flux';
import { others } from './documented/others';
import { videos } from './documented/videos';

/**
 * What QuickRouter's documents and those of its family say of each endpoint, and fal's schemas where
 * they add to it; written down apart from the node's fields, which are held against it.
 */
export const contract: Record<string, EndpointContract> = { ...flux, ...others, ...videos };
