import path from 'node:path';

import sharp, { type OverlayOptions } from 'sharp';

import { FONT } from '../../emulator/picture';
import type { Picture } from './picture';

const CELL = { width: 400, height: 300 };
const GAP = 20;
const HEADING_HEIGHT = 48;
const BACKGROUND = '#f8fafc';

/** Draws all pictures on one sheet, a column a step; gives the file's path. */
export async function drawContactSheet(
	folder: string,
	steps: string[],
	pictures: Picture[],
): Promise<string> {
	const columns = steps.map((step) => pictures.filter((picture) => picture.step === step));
	const rows = Math.max(...columns.map((column) => column.length));
	const overlays: OverlayOptions[] = [];
	for (const [across, column] of columns.entries()) {
		const left = GAP + across * (CELL.width + GAP);
		overlays.push({ input: await heading(steps[across] ?? ''), left, top: GAP });
		for (const [down, { file }] of column.entries()) {
			const top = GAP + HEADING_HEIGHT + down * (CELL.height + GAP);
			overlays.push({ input: await thumbnail(path.join(folder, file)), left, top });
		}
	}
	const file = path.join(folder, 'contact-sheet.png');
	await sharp({
		create: {
			width: GAP + steps.length * (CELL.width + GAP),
			height: GAP + HEADING_HEIGHT + rows * (CELL.height + GAP),
			channels: 3,
			background: BACKGROUND,
		},
	})
		.composite(overlays)
		.png()
		.toFile(file);
	return file;
}

async function thumbnail(file: string): Promise<Buffer> {
	const fitted = sharp(file).resize(CELL.width, CELL.height, {
		fit: 'contain',
		background: BACKGROUND,
	});
	return await fitted.png().toBuffer();
}

async function heading(text: string): Promise<Buffer> {
	const label = {
		text: `<span foreground="#0f172a">${text}</span>`,
		font: 'DejaVu Sans 24',
		fontfile: FONT,
		dpi: 72,
		rgba: true,
	};
	return await sharp({ text: label }).png().toBuffer();
}
