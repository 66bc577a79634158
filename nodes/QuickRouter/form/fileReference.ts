/** Stands in a form's values for a file of the input item, until its request is sent. */
export class FileReference {
	/** @param field the binary field of the item */
	constructor(readonly field: string) {}
}

export function isFileReference(value: unknown): value is FileReference {
	return value instanceof FileReference;
}
