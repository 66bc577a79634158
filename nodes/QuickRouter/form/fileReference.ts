import type { IBinaryData } from 'n8n-workflow';

/** Stands in a form's values for a file, until its request is sent. */
export class FileReference {
	/**
	 * @param file the name of a binary field of the item, or a file as an expression gives it
	 * @param label the parameter that gives it, as the editor shows it
	 * @param takes what may be sent in its place
	 * @param place which of several it is, for messages: "Image 2 of 3"
	 */
	constructor(
		readonly file: string | IBinaryData,
		readonly label: string,
		readonly takes: 'image' | 'any',
		readonly place?: string,
	) {}

	/** The same file, as one of several. */
	at(place: string): FileReference {
		return new FileReference(this.file, this.label, this.takes, place);
	}
}

export function isFileReference(value: unknown): value is FileReference {
	return value instanceof FileReference;
}
