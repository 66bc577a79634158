import { z } from 'zod/v4';

import { text } from './types';

/** Stands in a form's values for a file of the input item, until its request is sent. */
export const fileReference = z.strictObject({ binaryPropertyName: text() });

export type FileReference = z.output<typeof fileReference>;

export function isFileReference(value: unknown): value is FileReference {
	return typeof value === 'object' && value !== null && 'binaryPropertyName' in value;
}
