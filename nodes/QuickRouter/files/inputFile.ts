import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { hasContent, isFile, type FileReference } from '../shared/fileReference';
import { asError } from '../shared/values';
import { quoted, shortened } from '../shared/shortened';
import { imageKindOf, isHeic } from './fileKind';
import { StoredFile } from './storedFile';
import { MEGABYTE } from './stream';

/** Largest image that is sent along; fal's models refuse larger ones. */
const LARGEST_IMAGE_MB = 20;
const MOST_FILES_NAMED = 10;
/** A longer text is no name of a field but what a file holds. */
const LONGEST_NAME = 100;

interface Problem {
	/** What is wrong, in words. */
	problem: string;
}

/** Finds the file that a reference means; or says which files there are. */
export function findFile(
	context: IExecuteFunctions,
	itemIndex: number,
	{ file, label, prefix }: FileReference,
): StoredFile | Problem {
	const files = filesOf(context.getInputData()[itemIndex]);
	if (typeof file !== 'string') {
		const found = hasContent(file) ? file : withContent(files, file);
		if (found) return new StoredFile(context, found);
		return {
			problem: `${prefix}'${label}' is a file without its content: enter the name of its field (the item has ${listed(files)}), or {{ $('Node').item.binary.data }} for a file from an earlier node`,
		};
	}
	if (file === '') return { problem: `${prefix}'${label}' must not be empty` };
	const must = `${prefix}'${label}' must be the name of a binary field of the item`;
	if (/^https?:\/\//i.test(file)) return { problem: `${must}, but is a URL` };
	if (file.includes('[object Object]')) {
		return {
			problem: `${must}, or an expression that gives only the file, but is text with an object in it`,
		};
	}
	if (file.length > LONGEST_NAME || /[\r\n]/.test(file)) {
		return { problem: `${must}, but is text of ${file.length} characters` };
	}
	const named = files.get(file);
	if (named) return new StoredFile(context, named);
	try {
		// n8n's own way takes a path, too, where a workflow combines files with JSON
		return new StoredFile(context, context.helpers.assertBinaryData(itemIndex, file));
	} catch {
		const has = listed(files);
		if (has === 'no files') return { problem: `${must}, but the item has no files` };
		return { problem: `${must} (the item has ${has}), but is ${quoted(file, LONGEST_NAME)}` };
	}
}

/** Where n8n puts an item's files if the workflow's setting `binaryMode` is `combined`. */
const FILES_IN_JSON = '_files';

/** The files of an item, by the names of their fields. */
function filesOf({ binary = {}, json = {} }: Partial<INodeExecutionData> = {}): Map<
	string,
	IBinaryData
> {
	const inJson = Object.entries({ ...(json[FILES_IN_JSON] as IDataObject | undefined) });
	const stored = inJson.filter((entry): entry is [string, IBinaryData & IDataObject] =>
		isFile(entry[1]),
	);
	return new Map<string, IBinaryData>([...stored, ...Object.entries(binary)]);
}

/** The one file of the item that is described so. */
function withContent(
	files: Map<string, IBinaryData>,
	described: IBinaryData,
): IBinaryData | undefined {
	const same = [...files.values()].filter((file) =>
		Object.entries(described).every(([name, value]) => file[name as keyof IBinaryData] === value),
	);
	return new Set(same.map(({ data }) => data)).size === 1 ? same[0] : undefined;
}

function listed(files: Map<string, IBinaryData>): string {
	const names = [...files.keys()];
	if (names.length === 0) return 'no files';
	const named = names.slice(0, MOST_FILES_NAMED).map((name) => shortened(name, LONGEST_NAME));
	return [...named, ...(names.length > MOST_FILES_NAMED ? ['…'] : [])].join(', ');
}

/** What can be seen of a file from its size and its first bytes. */
export type Look = { bytes: number; imageType?: string; isHeic: boolean } | { unreadable: string };

export async function lookAt(file: StoredFile): Promise<Look> {
	try {
		const bytes = await file.size();
		const head = await file.head();
		const imageType = imageKindOf(head)?.mimeType;
		return { bytes, imageType, isHeic: imageType === undefined && isHeic(head) };
	} catch (error) {
		return { unreadable: asError(error).message };
	}
}

/** What a file is sent as; or why it cannot be. */
export function typeOf(
	{ about: { mimeType } }: StoredFile,
	look: Look,
	reference: FileReference,
): { mimeType: string; bytes: number } | Problem {
	const file = subjectOf(reference);
	if ('unreadable' in look) return { problem: `${file} could not be read: ${look.unreadable}` };
	const { bytes, imageType } = look;
	if (bytes === 0) return { problem: `${file} is empty` };
	if (reference.takes === 'any') return { mimeType: imageType ?? plainType(mimeType), bytes };
	if (look.isHeic) {
		return {
			problem: `${file} is a HEIC photo, which the models cannot read: convert it to JPEG first, or set the iPhone to save photos as JPEG (Settings › Camera › Formats › Most Compatible)`,
		};
	}
	if (imageType === undefined) {
		const told = mimeType ? ` (its type is given as ${shortened(mimeType, LONGEST_NAME)})` : '';
		const rule = 'must be a JPEG, PNG, WebP, GIF or AVIF image';
		return { problem: `${file} ${rule}, but its content is not${told}` };
	}
	if (bytes > LARGEST_IMAGE_MB * MEGABYTE) {
		return {
			problem: `${file} must be at most ${LARGEST_IMAGE_MB} MB, but is ${inMegabytes(bytes)}`,
		};
	}
	return { mimeType: imageType, bytes };
}

function subjectOf({ file, prefix }: FileReference): string {
	const called = typeof file === 'string' ? `he file in '${file}'` : 'he file';
	return `${prefix}${prefix === '' ? 'T' : 't'}${called}`;
}

/** A size that is over a limit is shown over it, too. */
export function inMegabytes(bytes: number): string {
	return `${(Math.ceil((bytes / MEGABYTE) * 100) / 100).toFixed(2)} MB`;
}

/** The type that the node before gives a file, where it can stand in a data URL. */
function plainType(mimeType: string): string {
	const [type = ''] = mimeType.split(';');
	return /^[\w.+-]+\/[\w.+-]+$/.test(type.trim()) ? type.trim() : 'application/octet-stream';
}
