/** A film of pictures in the AV1 format, which every browser plays. */
export interface Film {
	width: number;
	height: number;
	/** Pictures as AVIF, one after the other. */
	frames: Buffer[];
	/** How long each of them stands, in milliseconds. */
	frameMs: number;
}

/** The identity, as MP4 writes a matrix. */
const MATRIX = numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const TRACK = 1;
/** What begins each picture, and has no place in an MP4: an OBU that separates pictures. */
const TEMPORAL_DELIMITER = Buffer.from([0x12, 0]);

/** Puts pictures one behind the other into an MP4. An AVIF is one picture of an AV1 film already. */
export function mp4({ width, height, frames, frameMs }: Film): Buffer {
	const pictures = frames.map(pictureIn);
	const durationMs = frames.length * frameMs;
	const start = box('ftyp', text('isom'), numbers(0), text('isomav01iso2mp41'));
	const data = box('mdat', ...pictures.map(({ samples }) => samples));
	const moovAt = (offset: number) => {
		const entry = box(
			'av01',
			zeros(6),
			shorts(1),
			zeros(16),
			shorts(width, height),
			numbers(0x480000, 0x480000, 0),
			shorts(1),
			zeros(32),
			shorts(0x18, 0xffff),
			pictures[0]?.configuration ?? zeros(0),
		);
		const table = box(
			'stbl',
			fullBox('stsd', numbers(1), entry),
			fullBox('stts', numbers(1, frames.length, frameMs)),
			fullBox('stsc', numbers(1, 1, frames.length, 1)),
			fullBox('stsz', numbers(0, frames.length, ...pictures.map(({ samples }) => samples.length))),
			fullBox('stco', numbers(1, offset)),
		);
		const here = box('dinf', fullBox('dref', numbers(1), fullBox('url ', 1)));
		const media = box(
			'mdia',
			fullBox('mdhd', numbers(0, 0, 1000, durationMs), shorts(0x55c4, 0)),
			fullBox('hdlr', numbers(0), text('vide'), zeros(13)),
			box('minf', fullBox('vmhd', 1, zeros(8)), here, table),
		);
		const header = [numbers(0, 0, TRACK, 0, durationMs), zeros(16), MATRIX];
		const track = fullBox('tkhd', 3, ...header, numbers(width << 16, height << 16));
		const film = [numbers(0, 0, 1000, durationMs, 0x10000), shorts(0x100), zeros(10), MATRIX];
		return box(
			'moov',
			fullBox('mvhd', ...film, zeros(24), numbers(TRACK + 1)),
			box('trak', track, media),
		);
	};
	const offset = start.length + moovAt(0).length + 8;
	return Buffer.concat([start, moovAt(offset), data]);
}

/** The picture in an AVIF, and how it is coded. */
function pictureIn(avif: Buffer): { samples: Buffer; configuration: Buffer } {
	const inside = new Map<string, Buffer>();
	const read = (from: Buffer) => {
		for (let at = 0; at + 8 <= from.length;) {
			const length = from.readUInt32BE(at);
			const type = from.toString('latin1', at + 4, at + 8);
			const whole = from.subarray(at, at + length);
			inside.set(type, whole);
			if (type === 'meta') read(whole.subarray(12));
			if (type === 'iprp' || type === 'ipco') read(whole.subarray(8));
			at += length;
		}
	};
	read(avif);
	const [data, configuration] = [inside.get('mdat'), inside.get('av1C')];
	if (!data || !configuration) throw new Error('This is no AVIF of one picture');
	const samples = data.subarray(8);
	const isSeparated = samples.subarray(0, 2).equals(TEMPORAL_DELIMITER);
	return { samples: isSeparated ? samples.subarray(2) : samples, configuration };
}

function box(type: string, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	return Buffer.concat([numbers(content.length + 8), text(type), content]);
}

/** A box with a version and flags. */
function fullBox(type: string, ...parts: (Buffer | number)[]): Buffer {
	const [flags, ...rest] = typeof parts[0] === 'number' ? parts : [0, ...parts];
	return box(type, numbers(flags as number), ...(rest as Buffer[]));
}

function numbers(...values: number[]): Buffer {
	const buffer = Buffer.alloc(values.length * 4);
	values.forEach((value, index) => buffer.writeUInt32BE(value >>> 0, index * 4));
	return buffer;
}

function shorts(...values: number[]): Buffer {
	const buffer = Buffer.alloc(values.length * 2);
	values.forEach((value, index) => buffer.writeUInt16BE(value, index * 2));
	return buffer;
}

function text(value: string): Buffer {
	return Buffer.from(value, 'latin1');
}

function zeros(length: number): Buffer {
	return Buffer.alloc(length);
}
