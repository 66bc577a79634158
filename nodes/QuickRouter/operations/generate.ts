import type { IDataObject } from 'n8n-workflow';

import type { Endpoint } from '../endpoints/endpoint';
import { runSettings } from './options';
import type { Operation } from './operation';

/** Generating with one of the endpoints that the node has fields for. */
export function generateWith({ path, ...shown }: Endpoint): Operation {
	return {
		...shown,
		resource: 'image',
		settings: runSettings,
		task: (values) => ({
			kind: 'generate',
			endpoint: path,
			body: values as IDataObject,
			makesFiles: true,
		}),
	};
}
