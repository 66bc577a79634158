import type { IDataObject } from 'n8n-workflow';

import type { Asked, Size } from '../shared/asked';

/** By what names fal's models take a number of files; where there are several, they multiply. */
export const COUNTS = ['num_images', 'batch_size', 'num_samples', 'num_outputs', 'num_videos'];
/** The same, but the model may make fewer. */
export const LIMITS = ['max_images'];

/** The sizes that fal's models call by name. */
const NAMED_SIZES = new Map<unknown, { size: Size; ratio: string }>([
	['square_hd', { size: { width: 1024, height: 1024 }, ratio: '1:1' }],
	['square', { size: { width: 512, height: 512 }, ratio: '1:1' }],
	['portrait_4_3', { size: { width: 768, height: 1024 }, ratio: '3:4' }],
	['portrait_16_9', { size: { width: 576, height: 1024 }, ratio: '9:16' }],
	['landscape_4_3', { size: { width: 1024, height: 768 }, ratio: '4:3' }],
	['landscape_16_9', { size: { width: 1024, height: 576 }, ratio: '16:9' }],
]);

const RATIO = /^[1-9]\d{0,3}:[1-9]\d{0,3}$/;

/** What a body asks for, by the names that fal's models share. */
export function askedBy(body: IDataObject): Asked {
	const { prompt, seed, aspect_ratio: ratio } = body;
	return {
		files: countIn(body, [...COUNTS, ...LIMITS]),
		fewestFiles: countIn(body, COUNTS),
		prompt: typeof prompt === 'string' ? prompt : undefined,
		seed: typeof seed === 'number' ? seed : undefined,
		size: sizeIn(body),
		ratio: typeof ratio === 'string' && RATIO.test(ratio) ? ratio : undefined,
	};
}

/** The same of a model that is not known here: to a name it may give another size of that ratio. */
export function askedOfAnyModel(body: IDataObject): Asked {
	const asked = askedBy(body);
	const named = NAMED_SIZES.get(body.image_size);
	return named ? { ...asked, size: undefined, ratio: named.ratio } : asked;
}

function countIn(body: IDataObject, names: string[]): number | undefined {
	const counts = names.filter((name) => Object.hasOwn(body, name));
	if (counts.length === 0) return undefined;
	return counts.reduce((product, name) => product * atLeastOne(body[name]), 1);
}

/** A model makes something of a count that it cannot read, or refuses it. */
function atLeastOne(value: unknown): number {
	const count = Number(value);
	return Number.isFinite(count) && count >= 1 ? count : 1;
}

function sizeIn({ image_size: size }: IDataObject): Size | undefined {
	const { width, height } = { ...(size as Partial<Size> | null) };
	const isCustom = typeof width === 'number' && typeof height === 'number';
	return isCustom ? { width, height } : NAMED_SIZES.get(size)?.size;
}
