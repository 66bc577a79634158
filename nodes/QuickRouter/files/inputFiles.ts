import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isFileReference, type FileReference } from '../shared/fileReference';
import { findFile, inMegabytes, lookAt, typeOf, type Look } from './inputFile';
import type { StoredFile } from './storedFile';
import { MEGABYTE } from './stream';

/** What the files of a request come to at most; larger ones are refused on the way to a model. */
const MOST_MB = 30;

/** The files that a run's requests take along. Each is looked at and hashed once, whatever takes it. */
export class InputFiles {
	private readonly looks = new Map<string, Promise<Look>>();
	private readonly digests = new Map<string, Promise<string>>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** Says what is wrong with the files in a body. Reads no more of them than their first bytes. */
	async problemsIn(itemIndex: number, body: IDataObject): Promise<string[]> {
		const problems: string[] = [];
		let bytes = 0;
		for (const value of Object.values(body).flat()) {
			if (isFileReference(value)) {
				const file = findFile(this.context, itemIndex, value);
				const sent = 'problem' in file ? file : typeOf(file, await this.look(file), value);
				if ('problem' in sent) problems.push(sent.problem);
				else bytes += sent.bytes;
			} else if (typeof value === 'string' && value.startsWith('data:')) {
				bytes += (value.length * 3) / 4;
			}
		}
		if (bytes > MOST_MB * MEGABYTE) {
			problems.push(
				`The files of a request must be at most ${MOST_MB} MB in total, but are ${inMegabytes(bytes)}: use URLs instead of some files`,
			);
		}
		return problems;
	}

	/** A body that tells what is asked for, with a digest in place of each file. */
	async identityOf(itemIndex: number, body: IDataObject): Promise<IDataObject> {
		return await replaced(body, async (reference) => {
			const file = this.find(itemIndex, reference);
			return `sha256:${await once(this.digests, file.key, async () => await file.digest())}`;
		});
	}

	/**
	 * A body as it is sent, with each file as a data URL. The files are held for as long as it is.
	 *
	 * @throws {Error} where n8n has lost a file since it was looked at
	 */
	async fill(itemIndex: number, body: IDataObject): Promise<IDataObject> {
		return await replaced(body, async (reference) => {
			const file = this.find(itemIndex, reference);
			const sent = typeOf(file, await this.look(file), reference);
			if ('problem' in sent) throw new Error(sent.problem);
			return `data:${sent.mimeType};base64,${(await file.bytes()).toString('base64')}`;
		});
	}

	private find(itemIndex: number, reference: FileReference): StoredFile {
		const file = findFile(this.context, itemIndex, reference);
		if ('problem' in file) throw new Error(file.problem);
		return file;
	}

	private async look(file: StoredFile): Promise<Look> {
		return await once(this.looks, file.key, async () => await lookAt(file));
	}
}

async function once<Value>(
	known: Map<string, Promise<Value>>,
	key: string,
	find: () => Promise<Value>,
): Promise<Value> {
	const found = known.get(key) ?? find();
	known.set(key, found);
	return await found;
}

async function replaced(
	body: IDataObject,
	by: (reference: FileReference) => Promise<string>,
): Promise<IDataObject> {
	const inPlace = async (value: unknown): Promise<unknown> => {
		if (isFileReference(value)) return await by(value);
		return Array.isArray(value) ? await Promise.all(value.map(inPlace)) : value;
	};
	const entries = Object.entries(body).map(async ([name, value]) => [name, await inPlace(value)]);
	return Object.fromEntries(await Promise.all(entries)) as IDataObject;
}
