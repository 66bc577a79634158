import { readFileSync } from 'node:fs';
import path from 'node:path';

import { arrowDiagram } from './arrowDiagram';
import { faultTable } from './faults';
import { fieldTable, operationTable, optionTable } from './parameterTables';

/** What `npm run docs` writes, by the name in its marks. */
type Parts = Record<string, () => string>;

const ROOT = path.resolve(__dirname, '../..');

/** The pages that have parts made from the code. */
export const pages: [file: string, parts: Parts][] = [
	['CONTRIBUTING.md', { arrows: arrowDiagram }],
	['docs/errors.md', { faults: faultTable }],
	['docs/fields.md', { operations: operationTable, fields: fieldTable, options: optionTable }],
];

/** A page as it should be: its own text, with the parts that are made from the code. */
export function pageWith(file: string, parts: Parts): string {
	let page = readFileSync(pathOf(file), 'utf8');
	for (const [name, made] of Object.entries(parts)) {
		const start = `<!-- ${name}, written by npm run docs -->\n<!-- prettier-ignore-start -->`;
		const end = '<!-- prettier-ignore-end -->';
		const [before, rest] = split(page, start);
		const [, after] = split(rest, end);
		page = `${before}${start}\n\n${made()}\n\n${end}${after}`;
	}
	return page;
}

export function pathOf(file: string): string {
	return path.join(ROOT, file);
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`The page has no mark ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
