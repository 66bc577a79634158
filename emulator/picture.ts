import sharp, { type OverlayOptions } from 'sharp';

import { escape } from './escape';
import { randomFrom } from './random';

/** What is to be drawn. */
export interface Drawing {
	endpoint: string;
	prompt: string;
	seed: number;
	width: number;
	height: number;
	format: 'jpeg' | 'png';
	/** The picture that is edited, where there is one. */
	input?: Buffer;
	/** How much of the input is covered, from 0 to 1. */
	strength: number;
}

/** The largest side that is drawn, so that a request for a poster costs a test no memory. */
const LARGEST_SIDE = 4096;
const LONGEST_PROMPT_SHOWN = 200;

/** Brought along, since a bare machine has no font at all. */
export const FONT = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** Draws a landscape that the seed decides, over the input if there is one, with a caption. */
export async function draw(drawing: Drawing): Promise<Buffer> {
	const width = Math.min(drawing.width, LARGEST_SIDE);
	const height = Math.min(drawing.height, LARGEST_SIDE);
	const opacity = drawing.input ? drawing.strength : 1;
	const scene = Buffer.from(landscape(width, height, drawing.seed, opacity));
	const ground = drawing.input
		? sharp(drawing.input).resize(width, height, { fit: 'cover' })
		: sharp({ create: { width, height, channels: 3, background: '#101828' } });
	return await ground
		.composite([{ input: scene }, ...(await caption(drawing, width, height))])
		.toFormat(drawing.format)
		.toBuffer();
}

function landscape(width: number, height: number, seed: number, opacity: number): string {
	const random = randomFrom(seed);
	const hue = Math.floor(random() * 360);
	const colour = (turn: number, light: number) => `hsl(${(hue + turn + 360) % 360} 65% ${light}%)`;
	const sunX = width * (0.15 + 0.7 * random());
	const sunY = height * (0.15 + 0.3 * random());
	const ridges = [0, 1, 2, 3].map((layer) => {
		const base = height * (0.45 + layer * 0.14);
		const points = Array.from({ length: 9 }, (_, step) => {
			const y = base - height * 0.16 * random();
			return `${((width * step) / 8).toFixed(0)},${y.toFixed(0)}`;
		});
		return `<polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="${colour(30 + layer * 12, 52 - layer * 12)}"/>`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
		<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
			<stop offset="0" stop-color="${colour(-40, 34)}"/><stop offset="1" stop-color="${colour(10, 80)}"/>
		</linearGradient></defs>
		<g opacity="${opacity.toFixed(2)}">
			<rect width="100%" height="100%" fill="url(#sky)"/>
			<circle cx="${sunX.toFixed(0)}" cy="${sunY.toFixed(0)}" r="${(Math.min(width, height) * 0.09).toFixed(0)}" fill="${colour(40, 90)}"/>
			${ridges.join('')}
		</g>
	</svg>`;
}

/** Prompt, endpoint and seed on a dark band at the bottom; nothing where there is no room. */
async function caption(
	{ endpoint, prompt, seed }: Drawing,
	width: number,
	height: number,
): Promise<OverlayOptions[]> {
	const fontSize = Math.round(Math.min(width, height) / 26);
	if (fontSize < 4) return [];
	const told = `<span foreground="#ffffff">${escape(prompt.slice(0, LONGEST_PROMPT_SHOWN))}</span>
<span foreground="#cbd5e1" size="80%">${escape(endpoint)} · seed ${seed}</span>`;
	const text = await sharp({
		text: {
			text: told,
			font: `DejaVu Sans ${fontSize}`,
			fontfile: FONT,
			width: width - 2 * fontSize,
			wrap: 'word-char',
			dpi: 72,
			rgba: true,
		},
	})
		.png()
		.toBuffer({ resolveWithObject: true });
	const top = height - text.info.height - 2 * fontSize;
	if (top < 0) return [];
	const band = { width, height: height - top, channels: 4, background: '#0f172a' } as const;
	return [
		{ input: { create: band }, left: 0, top },
		{ input: text.data, left: fontSize, top: top + fontSize },
	];
}
