import Table from 'cli-table3';

import { sizeOf, type Made } from './picture';

/** Prints what was made, a line a picture. */
export function printTable(all: Made[]): void {
	const table = new Table({
		head: ['Step', 'Prompt', 'Seed', 'Size', 'URL'],
		colWidths: [10, 36],
		wordWrap: true,
		style: { head: [], border: [] },
	});
	for (const made of all) {
		const { prompt, seed, url } = made.json as { prompt: string; seed: number; url: string };
		table.push([made.step, prompt, seed, sizeOf(made), url]);
	}
	console.log(table.toString());
}
