/** A kind of file, as its first bytes tell. */
interface FileKind {
	mimeType: string;
	/** Without a dot. */
	extension: string;
}

/** So many bytes tell the kind of an image. */
export const HEAD_BYTES = 64;

const ascii = (head: Uint8Array, from: number, to: number) =>
	String.fromCharCode(...head.subarray(from, to));

/** Brands of an AVIF file: its own or, where it is also something else, one it is compatible with. */
const isAvif = (head: Uint8Array) =>
	ascii(head, 4, 8) === 'ftyp' && /avif|avis/.test(ascii(head, 8, HEAD_BYTES));

const IMAGE_KINDS: [FileKind, (head: Uint8Array) => boolean][] = [
	[
		{ mimeType: 'image/jpeg', extension: 'jpg' },
		(head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff,
	],
	[
		{ mimeType: 'image/png', extension: 'png' },
		(head) => head[0] === 0x89 && ascii(head, 1, 4) === 'PNG',
	],
	[
		{ mimeType: 'image/webp', extension: 'webp' },
		(head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP',
	],
	[{ mimeType: 'image/gif', extension: 'gif' }, (head) => ascii(head, 0, 4) === 'GIF8'],
	[{ mimeType: 'image/avif', extension: 'avif' }, isAvif],
];

/** The kind of an image that the models take; undefined for anything else. */
export function imageKindOf(head: Uint8Array): FileKind | undefined {
	return IMAGE_KINDS.find(([, matches]) => matches(head))?.[0];
}

/** Whether it is a photo as phones of Apple take them, which the models cannot read. */
export function isHeic(head: Uint8Array): boolean {
	return (
		ascii(head, 4, 8) === 'ftyp' && /heic|heix|heim|heis|hevc|mif1/.test(ascii(head, 8, HEAD_BYTES))
	);
}

/** Images that models make, and do not take. */
const OTHER_IMAGES: [FileKind, RegExp][] = [
	[
		{ mimeType: 'image/svg+xml', extension: 'svg' },
		/^(?:\ufeff|\xef\xbb\xbf)?\s*<(?:\?xml|svg)\b/i,
	],
	[{ mimeType: 'image/bmp', extension: 'bmp' }, /^BM/],
	[{ mimeType: 'image/tiff', extension: 'tiff' }, /^(?:II\*\0|MM\0\*)/],
];

/** What a server names a file that is no image, such as a video. */
const OTHER_KIND = /^(?:audio|model|video)\/([a-z0-9.+-]+)$/;
/** What a server names a file that it knows nothing of. */
const UNKNOWN_KIND =
	/^\s*(?:(?:application|binary)\/octet-stream|application\/x-binary)?\s*(?:;|$)/i;
/** Where the extension is not the subtype itself. */
const EXTENSIONS = new Map(
	Object.entries({
		mpeg: 'mp3',
		quicktime: 'mov',
		'x-wav': 'wav',
		'gltf-binary': 'glb',
		'gltf+json': 'gltf',
	}),
);

/** What a web page begins with, whatever it is called: an error, as a rule. */
const WEB_PAGE = /^\s*<(?:!doctype html|html)/i;

/**
 * The kind of a file that a request made: by its content; or as its server names it, or, where the
 * server does not know, as the answer named it. What is called an image must be one.
 */
export function resultKindOf(
	head: Uint8Array,
	served: string,
	declared?: string,
): FileKind | undefined {
	const image = imageKindOf(head);
	if (image) return image;
	const named = UNKNOWN_KIND.test(served) ? (declared ?? '') : served;
	const [mimeType = ''] = named.toLowerCase().split(';');
	const text = ascii(head, 0, HEAD_BYTES);
	if (mimeType.trim().startsWith('image/')) {
		return OTHER_IMAGES.find(([, begins]) => begins.test(text))?.[0];
	}
	const subtype = OTHER_KIND.exec(mimeType.trim())?.[1];
	if (subtype === undefined || WEB_PAGE.test(text)) return undefined;
	return { mimeType: mimeType.trim(), extension: EXTENSIONS.get(subtype) ?? subtype };
}
