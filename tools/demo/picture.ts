import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

/** An output item of a step. */
export interface Made {
	step: string;
	json: IDataObject;
}

/** A picture that the demo made, saved. */
export interface Picture extends Made {
	/** The file's name in the output folder. */
	file: string;
}

const OWN_FILES = /^(\d\d-(generate|edit|vary)\.(jpg|png)|contact-sheet\.png|index\.html)$/;

/** Makes the output folder, without what an earlier run left there; gives its path. */
export async function cleanFolder(output: string): Promise<string> {
	const folder = path.resolve(output);
	await mkdir(folder, { recursive: true });
	const old = (await readdir(folder)).filter((file) => OWN_FILES.test(file));
	await Promise.all(
		old.map(async (file) => {
			await rm(path.join(folder, file));
		}),
	);
	return folder;
}

/** Downloads the pictures, without the key. One that cannot be had is told, and passed over. */
export async function savePictures(folder: string, made: Made[]): Promise<Picture[]> {
	const pictures: Picture[] = [];
	for (const [index, { step, json }] of made.entries()) {
		try {
			const name = `${String(index + 1).padStart(2, '0')}-${step.toLowerCase()}`;
			const file = await save(folder, name, json.url as string);
			pictures.push({ step, json, file });
		} catch (error) {
			console.error(`${json.url as string} could not be saved: ${String(error)}`);
		}
	}
	return pictures;
}

async function save(folder: string, name: string, url: string): Promise<string> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`HTTP ${response.status}`);
	const extension = response.headers.get('content-type') === 'image/png' ? 'png' : 'jpg';
	const file = `${name}.${extension}`;
	await writeFile(path.join(folder, file), Buffer.from(await response.arrayBuffer()));
	return file;
}

/** Width and height in pixels. */
export function sizeOf({ json }: Made): string {
	return `${json.width as number} × ${json.height as number}`;
}
