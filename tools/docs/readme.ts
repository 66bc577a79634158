import { readFileSync } from 'node:fs';
import path from 'node:path';

import { inChinese } from './chinese';
import { faultTable } from './faults';
import type { Say } from './markdown';
import { fieldTable, operationTable, settingTable } from './parameterTables';

/** The READMEs, and how each says what the code says in English. */
export const readmes: [file: string, say: Say][] = [
	[inRoot('README.md'), (english) => english],
	[inRoot('README.zh-CN.md'), inChinese],
];

/** The tables by the name in their marks. */
const TABLES = {
	operations: operationTable,
	fields: fieldTable,
	settings: settingTable,
	faults: faultTable,
};

/** A README as it should be: its own text, with tables that are made from the code. */
export function withTables(file: string, say: Say): string {
	let readme = readFileSync(file, 'utf8');
	for (const [name, tableIn] of Object.entries(TABLES)) {
		const start = `<!-- ${name}, written by npm run docs -->\n<!-- prettier-ignore-start -->`;
		const end = '<!-- prettier-ignore-end -->';
		const [before, rest] = split(readme, start);
		const [, after] = split(rest, end);
		readme = `${before}${start}\n\n${tableIn(say)}\n\n${end}${after}`;
	}
	return readme;
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`The README has no mark ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}

function inRoot(file: string): string {
	return path.resolve(__dirname, '../..', file);
}
