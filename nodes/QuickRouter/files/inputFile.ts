import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asError } from '../shared/asError';
import { isFileReference, type FileReference } from '../form/fileReference';
import { HEAD_BYTES, imageKindOf } from './fileKind';
import { beginningOf, MEGABYTE } from './stream';

/** Largest image that is sent along; fal's models refuse larger ones. */
const LARGEST_MB = 20;

/** Says what is wrong with an item's file, without reading more of it than its first bytes. */
export async function problemWithFile(
	context: IExecuteFunctions,
	itemIndex: number,
	{ file: name }: FileReference,
): Promise<string | undefined> {
	let file: IBinaryData;
	try {
		file = context.helpers.assertBinaryData(itemIndex, name);
	} catch {
		return `'Input Binary Field' must name a file of the item, but the item has no file '${String(name)}'`;
	}
	try {
		const bytes = await sizeOf(context, file);
		if (bytes > LARGEST_MB * MEGABYTE) {
			const size = `${(Math.ceil((bytes / MEGABYTE) * 100) / 100).toFixed(2)} MB`;
			return `The file in '${String(name)}' must be at most ${LARGEST_MB} MB large, but has ${size}`;
		}
		if (imageKindOf(await readHead(context, file))) return undefined;
	} catch (error) {
		return `The file in '${String(name)}' could not be read: ${asError(error).message}`;
	}
	const told = file.mimeType ? ` (its type is given as ${file.mimeType})` : '';
	return `The file in '${String(name)}' must be a JPEG, PNG, WebP, GIF or AVIF image, but its content is not${told}`;
}

/** A body with each file as a data URL. The files are held for as long as the body is. */
export async function withFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	body: IDataObject,
): Promise<IDataObject> {
	const filled = async (value: unknown): Promise<unknown> => {
		if (isFileReference(value)) return await dataUrlOf(context, itemIndex, value);
		if (Array.isArray(value)) return await Promise.all(value.map(filled));
		return value;
	};
	const entries = Object.entries(body).map(async ([name, value]) => [name, await filled(value)]);
	return Object.fromEntries(await Promise.all(entries)) as IDataObject;
}

async function dataUrlOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ file }: FileReference,
): Promise<string> {
	const bytes = await context.helpers.getBinaryDataBuffer(itemIndex, file);
	const kind = imageKindOf(bytes.subarray(0, HEAD_BYTES));
	if (!kind) throw new Error('a file is no image any more');
	return `data:${kind.mimeType};base64,${bytes.toString('base64')}`;
}

/** n8n keeps a file in its storage, where it has an id, or in the item itself, as base64. */
async function sizeOf(context: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	if (id === undefined) return Buffer.byteLength(data, 'base64');
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}

async function readHead(context: IExecuteFunctions, { id, data }: IBinaryData): Promise<Buffer> {
	if (id === undefined) return Buffer.from(data.slice(0, 2 * HEAD_BYTES), 'base64');
	const stream = await context.helpers.getBinaryStream(id, HEAD_BYTES);
	try {
		return (await beginningOf(stream, HEAD_BYTES)).head;
	} finally {
		stream.destroy();
	}
}
