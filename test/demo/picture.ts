import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

/** A picture that the demo made, saved. */
export interface Picture {
	step: string;
	prompt: string;
	seed: string;
	size: string;
	url: string;
	/** The file's name in the output folder. */
	file: string;
}

/** Downloads an output item's picture, without the key, into `folder`. */
export async function savePicture(
	folder: string,
	step: string,
	index: number,
	json: IDataObject,
): Promise<Picture> {
	const url = json.url as string;
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
	const extension = response.headers.get('content-type') === 'image/png' ? 'png' : 'jpg';
	const file = `${String(index + 1).padStart(2, '0')}-${step.toLowerCase()}.${extension}`;
	await writeFile(path.join(folder, file), Buffer.from(await response.arrayBuffer()));
	return {
		step,
		prompt: json.prompt as string,
		seed: String(json.seed as number),
		size: `${json.width as number} × ${json.height as number}`,
		url,
		file,
	};
}
