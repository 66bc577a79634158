import type { IDataObject } from 'n8n-workflow';

/** What a request asks for, as far as its body tells; what comes back is compared with it. */
export interface Asked {
	/** How many files it makes; missing where the body does not tell. */
	files?: number;
	prompt?: string;
	seed?: number;
}

/** By what names fal's models take a number of files; where there are several, they multiply. */
const COUNTS = [
	'num_images',
	'max_images',
	'batch_size',
	'num_samples',
	'num_outputs',
	'num_videos',
];

/** What a body asks for, by the names that fal's models share. */
export function askedBy(body: IDataObject): Asked {
	const { prompt, seed } = body;
	const counts = COUNTS.filter((name) => Object.hasOwn(body, name)).map((name) =>
		atLeastOne(body[name]),
	);
	return {
		files: counts.length > 0 ? counts.reduce((product, count) => product * count, 1) : undefined,
		prompt: typeof prompt === 'string' ? prompt : undefined,
		seed: typeof seed === 'number' ? seed : undefined,
	};
}

/** A model makes something of a count that it cannot read, or refuses it. */
function atLeastOne(value: unknown): number {
	const count = Number(value);
	return Number.isFinite(count) && count >= 1 ? count : 1;
}
