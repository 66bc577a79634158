import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { isRecord } from '../shared/isRecord';
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
	const isNone = value === undefined || value === null || value === '' || isEmptyRecord(value);
	return isNone ? [] : [value];
}

/** An entry's values, by their names in the editor or on the wire, as the editor fills them in. */
export function entryOf(entry: Record<string, unknown>, list: INodeProperties): ReadParameter {
	return (name) => {
		const given = [name, wireNameOf(name)].find((known) => Object.hasOwn(entry, known));
		if (given !== undefined) return entry[given];
		return groupOf(list).values.find((value) => value.name === name)?.default;
	};
}

/** imageUrl is image_url on the wire. */
export function wireNameOf(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function groupOf({ options = [] }: INodeProperties): INodePropertyCollection {
	return options[0] as INodePropertyCollection;
}

function fromJson(given: unknown): unknown {
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
