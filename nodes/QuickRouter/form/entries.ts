import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isBlank, isRecord } from '../shared/values';
import type { ReadParameter } from './field';

/**
 * The entries of a list. The editor keeps them under their group's name; an expression or a workflow
 * that was not made in the editor may give the list itself, one entry, or either as JSON.
 */
export function entriesOf(given: unknown, list: INodeProperties): unknown[] {
	const value = fromJson(given);
	if (Array.isArray(value)) return value as unknown[];
	const { name } = groupOf(list);
	if (isRecord(value) && Object.hasOwn(value, name)) return entriesOf(value[name], list);
	return isBlank(value) || isEmptyRecord(value) ? [] : [value];
}

/** An entry's values, as the editor fills them in where they are missing. */
export function entryOf(entry: Record<string, unknown>, list: INodeProperties): ReadParameter {
	return (name) => {
		const known = nameIn(entry, name);
		if (known !== undefined) return entry[known];
		return groupOf(list).values.find((value) => value.name === name)?.default;
	};
}

/** How a parameter is named there: as in the editor, or as on the wire; undefined where it is not. */
export function nameIn(values: Record<string, unknown>, name: string): string | undefined {
	return [name, wireNameOf(name)].find((known) => Object.hasOwn(values, known));
}

/** imageUrl is image_url on the wire. */
export function wireNameOf(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function groupOf({ options = [] }: INodeProperties): INodePropertyCollection {
	return options[0] as INodePropertyCollection;
}

/** A list or an object that is given as text; anything else as it is. */
export function fromJson(given: unknown): unknown {
	if (typeof given !== 'string' || !/^\s*[[{]/.test(given)) return given;
	try {
		return JSON.parse(given);
	} catch {
		return given;
	}
}

function isEmptyRecord(value: unknown): boolean {
	return isRecord(value) && Object.keys(value).length === 0;
}
