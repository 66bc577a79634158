import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parameterTables } from './parameterTables';

export const README = path.resolve(__dirname, '../../README.md');

const START = '<!-- written by `npm run docs` -->\n<!-- prettier-ignore-start -->';
const END = '<!-- prettier-ignore-end -->';

/** The README as it should be: its own text, with tables that are made from the code. */
export function readmeWithTables(): string {
	const readme = readFileSync(README, 'utf8');
	const [before, rest] = split(readme, START);
	const [, after] = split(rest, END);
	return `${before}${START}\n\n${parameterTables()}\n\n${END}${after}`;
}

function split(text: string, mark: string): [string, string] {
	const at = text.indexOf(mark);
	if (at < 0) throw new Error(`The README has no mark ${mark}`);
	return [text.slice(0, at), text.slice(at + mark.length)];
}
