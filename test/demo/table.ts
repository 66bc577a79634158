import Table from 'cli-table3';

import type { Picture } from './picture';

/** Prints what was made, a line a picture. */
export function printTable(pictures: Picture[]): void {
	const table = new Table({
		head: ['Step', 'Prompt', 'Seed', 'Size', 'URL'],
		colWidths: [10, 36],
		wordWrap: true,
		style: { head: [], border: [] },
	});
	for (const { step, prompt, seed, size, url } of pictures)
		table.push([step, prompt, seed, size, url]);
	console.log(table.toString());
}
