import type { Result, ResultFile } from '../relay/result';
import type { Asked, Size } from '../shared/asked';

/** Something that is not as it was asked for. */
export interface Difference {
	field: 'files' | 'size' | 'aspectRatio' | 'seed';
	/** A number of files, a size as in 1024x768, a ratio as in 16:9, or a seed. */
	asked: number | string;
	/** Where a ratio was asked for, the size that came. */
	received: number | string;
}

/** Models round sizes to steps of 8, 16 or 32 pixels. */
const SIZE_TOLERANCE = 0.02;
/**
 * Models have sizes of their own for a ratio: FLUX Kontext takes 1392x752 for 16:9 (4 % off), Imagen
 * 1280x896 for 4:3 (7 %). The ratios that one may ask for are further apart than that.
 */
const RATIO_TOLERANCE = 0.08;

/** Where a result is not what was asked for, as far as both are known. */
export function differencesOf(asked: Asked, { files, seed }: Omit<Result, 'raw'>): Difference[] {
	const differences: Difference[] = [];
	const { fewestFiles, size, ratio } = asked;
	if (fewestFiles !== undefined && files.length < fewestFiles) {
		differences.push({ field: 'files', asked: fewestFiles, received: files.length });
	}
	const sizes = files.flatMap(sizeOf);
	const otherSize = size && sizes.find((received) => !hasSize(received, size));
	if (size && otherSize) {
		differences.push({ field: 'size', asked: inText(size), received: inText(otherSize) });
	}
	const otherRatio = ratio === undefined ? undefined : sizes.find((one) => !hasRatio(one, ratio));
	if (ratio !== undefined && otherRatio) {
		differences.push({ field: 'aspectRatio', asked: ratio, received: inText(otherRatio) });
	}
	if (asked.seed !== undefined && seed !== undefined && asked.seed !== seed) {
		differences.push({ field: 'seed', asked: asked.seed, received: seed });
	}
	return differences;
}

/** What the requests that differ are said to have done. */
const IN_WORDS: Record<Difference['field'], string> = {
	files: 'returned fewer files than requested',
	size: 'returned a different image size than requested',
	aspectRatio: 'returned a different aspect ratio than requested',
	seed: 'used a different seed than requested',
};

/** Sums up where the requests of a run differ, by item index: a sentence for each field that does. */
export function differencesInWords(byItem: ReadonlyMap<number, readonly Difference[]>): string[] {
	const inOrder = [...byItem].sort(([one], [other]) => one - other);
	const all = inOrder.flatMap(([item, differences]) =>
		differences.map((difference) => ({ item, ...difference })),
	);
	return Object.entries(IN_WORDS).flatMap(([field, words]) => {
		const [first, ...others] = all.filter((difference) => difference.field === field);
		if (!first) return [];
		const requests = others.length === 0 ? '1 request' : `${others.length + 1} requests`;
		const which = others.length === 0 ? 'item' : 'first: item';
		return [
			`${requests} ${words} (${which} ${first.item}: ${first.received} instead of ${first.asked}).`,
		];
	});
}

function sizeOf({ width, height }: ResultFile): Size[] {
	const isKnown = width !== undefined && height !== undefined && width > 0 && height > 0;
	return isKnown ? [{ width, height }] : [];
}

function hasSize(received: Size, { width, height }: Size): boolean {
	return (
		isNear(received.width, width, SIZE_TOLERANCE) && isNear(received.height, height, SIZE_TOLERANCE)
	);
}

function hasRatio({ width, height }: Size, ratio: string): boolean {
	const [across = 1, down = 1] = ratio.split(':').map(Number);
	return isNear(width * down, height * across, RATIO_TOLERANCE);
}

function isNear(received: number, asked: number, tolerance: number): boolean {
	return Math.abs(received / asked - 1) <= tolerance;
}

function inText({ width, height }: Size): string {
	return `${width}x${height}`;
}
