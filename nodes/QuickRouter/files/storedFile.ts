import { createHash } from 'crypto';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { HEAD_BYTES } from './fileKind';
import { beginningOf } from './stream';

/**
 * A file of an item, wherever n8n keeps it: in its storage, where it has an id, or in the item
 * itself, as base64.
 */
export class StoredFile {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly about: IBinaryData,
	) {}

	/** Tells it from other files of a run. */
	get key(): string {
		return this.about.id ?? this.about.data;
	}

	async size(): Promise<number> {
		const { id, data } = this.about;
		if (id === undefined) return Buffer.byteLength(data, 'base64');
		return (await this.context.helpers.getBinaryMetadata(id)).fileSize;
	}

	/** Its first bytes; nothing more of it is read. */
	async head(): Promise<Buffer> {
		const { id, data } = this.about;
		if (id === undefined) return Buffer.from(data.slice(0, 2 * HEAD_BYTES), 'base64');
		const stream = await this.context.helpers.getBinaryStream(id, HEAD_BYTES);
		try {
			return (await beginningOf(stream, HEAD_BYTES)).head;
		} finally {
			stream.destroy();
		}
	}

	async bytes(): Promise<Buffer> {
		const { id, data } = this.about;
		if (id === undefined) return Buffer.from(data, 'base64');
		const stream = await this.context.helpers.getBinaryStream(id);
		return await this.context.helpers.binaryToBuffer(stream);
	}

	/** SHA-256 of its content, which is not held as a whole. */
	async digest(): Promise<string> {
		const { id, data } = this.about;
		const hash = createHash('sha256');
		if (id === undefined) return hash.update(data, 'base64').digest('base64url');
		const stream = await this.context.helpers.getBinaryStream(id);
		for await (const chunk of stream) hash.update(chunk as Buffer);
		return hash.digest('base64url');
	}
}
