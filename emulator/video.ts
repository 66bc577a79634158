import sharp from 'sharp';

import { mp4 } from './mp4';
import { draw, type Drawing } from './picture';

/** Few and small, so that a video costs a test no time. */
const FRAMES = 8;
const LONGEST_SIDE = 320;
/** How much of the picture the camera sees when it is nearest. */
const NEAREST = 0.7;

/** Makes a film of a picture that the camera moves away from. */
export async function film(drawing: Drawing, seconds: number): Promise<Buffer> {
	const scale = LONGEST_SIDE / Math.max(drawing.width, drawing.height);
	const even = (pixels: number) => Math.max(2, 2 * Math.round((pixels * scale) / 2));
	const [width, height] = [even(drawing.width), even(drawing.height)];
	const picture = await draw({ ...drawing, width: 2 * width, height: 2 * height, format: 'png' });
	const frames: Buffer[] = [];
	for (let index = 0; index < FRAMES; index++) {
		const seen = NEAREST + ((1 - NEAREST) * index) / (FRAMES - 1);
		const [across, down] = [Math.round(2 * width * seen), Math.round(2 * height * seen)];
		const [left, top] = [width - (across >> 1), height - (down >> 1)];
		frames.push(
			await sharp(picture)
				.extract({ left, top, width: across, height: down })
				.resize(width, height, { fit: 'fill' })
				.removeAlpha()
				.avif({ effort: 0, chromaSubsampling: '4:2:0' })
				.toBuffer(),
		);
	}
	return mp4({ width, height, frames, frameMs: (seconds * 1000) / FRAMES });
}
