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
	format: 'jpeg' | 'png' | 'webp';
	/** The pictures that are edited, side by side. */
	inputs: Buffer[];
	/** White where the inputs are covered; everywhere where it is missing. */
	mask?: Buffer;
	/** How much of the inputs is covered, from 0 to 1. */
	strength: number;
}

/** The largest side that is drawn, so that a request for a poster costs a test no memory. */
const LARGEST_SIDE = 4096;
const LONGEST_PROMPT_SHOWN = 200;

/** Brought along, since a bare machine has no font at all. */
export const FONT = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** Draws a landscape that the seed decides, over the inputs if there are any, with a caption. */
export async function draw(drawing: Drawing): Promise<Buffer> {
	const width = Math.min(drawing.width, LARGEST_SIDE);
	const height = Math.min(drawing.height, LARGEST_SIDE);
	const opacity = drawing.inputs.length > 0 ? drawing.strength : 1;
	const scene = Buffer.from(landscape(width, height, drawing.seed, opacity));
	const isMasked = drawing.mask !== undefined && drawing.inputs.length > 0;
	const shown = isMasked ? await masked(scene, drawing.mask, width, height) : scene;
	return await sharp({ create: { width, height, channels: 3, background: '#101828' } })
		.composite([
			...(await sideBySide(drawing.inputs, width, height)),
			{ input: shown },
			...(await caption(drawing, width, height)),
		])
		.toFormat(drawing.format)
		.toBuffer();
}

/** The pictures in strips of the same width, from left to right. */
async function sideBySide(
	pictures: Buffer[],
	width: number,
	height: number,
): Promise<OverlayOptions[]> {
	const edge = (index: number) => Math.round((width * index) / pictures.length);
	return await Promise.all(
		pictures.map(async (picture, index) => {
			const left = edge(index);
			const strip = sharp(picture).resize(Math.max(1, edge(index + 1) - left), height, {
				fit: 'cover',
			});
			return { input: await strip.png().toBuffer(), left, top: 0 };
		}),
	);
}

/** The scene where the mask is white, and nothing where it is black. */
async function masked(
	scene: Buffer,
	mask: Buffer | undefined,
	width: number,
	height: number,
): Promise<Buffer> {
	const grey = await sharp(mask)
		.flatten()
		.resize(width, height, { fit: 'fill' })
		.greyscale()
		.extractChannel(0)
		.raw()
		.toBuffer();
	const whole = { width, height, channels: 3, background: '#ffffff' } as const;
	const stencil = await sharp({ create: whole })
		.joinChannel(grey, { raw: { width, height, channels: 1 } })
		.png()
		.toBuffer();
	return await sharp(scene)
		.composite([{ input: stencil, blend: 'dest-in' }])
		.png()
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
