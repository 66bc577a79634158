import { readFileSync } from 'node:fs';
import path from 'node:path';

import { faultTable } from './faults';
import { fieldTable, operationTable, optionTable } from './parameterTables';

export const README = path.resolve(__dirname, '../..', 'README.md');

/** The tables by the name in their marks. */
const TABLES = {
	operations: operationTable,
	fields: fieldTable,
	options: optionTable,
	faults: faultTable,
};

/** The README as it should be: its own text, with tables that are made from the code. */
export function withTables(): string {
	let readme = readFileSync(README, 'utf8');
	for (const [name, tableIn] of Object.entries(TABLES)) {
		const start = `<!-- ${name}, written by npm run docs -->\n<!-- prettier-ignore-start -->`;
		const end = '<!-- prettier-ignore-end -->';
		const [before, rest] = split(readme, start);
		const [, after] = split(rest, end);
		readme = `${before}${start}\n\n${tableIn()}\n\n${end}${after}`;
	}
	return readme;
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`The README has no mark ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
