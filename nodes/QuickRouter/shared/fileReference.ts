import type { IBinaryData } from 'n8n-workflow';

import { isRecord } from './values';

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

	/** Where it stands in a message, before what is wrong with it. */
	get prefix(): string {
		return this.place === undefined ? '' : `${this.place}: `;
	}

	/** The same file, as one of several. */
	at(place: string): FileReference {
		return new FileReference(this.file, this.label, this.takes, place);
	}

	/** In messages; a file may have millions of characters. */
	toJSON(): string {
		return typeof this.file === 'string' ? this.file : 'a file';
	}
}

export function isFileReference(value: unknown): value is FileReference {
	return value instanceof FileReference;
}

/**
 * A file as an expression gives it: kept in n8n's storage, where it has an id, or in itself. What
 * `{{ $binary.data }}` gives is without its content where n8n keeps that in the item.
 */
export function isFile(value: unknown): value is IBinaryData {
	if (!isRecord(value) || typeof value.mimeType !== 'string') return false;
	return hasContent(value) || typeof value.url !== 'string';
}

/** Whether it tells where its content is. */
export function hasContent({ id, data }: { id?: unknown; data?: unknown }): boolean {
	return typeof id === 'string' || typeof data === 'string';
}
