import { isRecord } from '../shared/values';
import { shown } from '../shared/shortened';
import { labelOf, type Field } from './field';
import { isFileReference } from '../shared/fileReference';

/** An expression that stands in a text, and where that is. */
interface Found {
	text: string;
	/** What messages call the place; missing where it is the field itself. */
	place?: string;
}

/** Says where an expression stands that n8n does not fill in, because the field is on Fixed. */
export function problemOnFixed(
	field: Field,
	value: unknown,
	readWritten: () => unknown,
): string | undefined {
	const found = expressionsOf(field, value);
	if (found.length === 0) return undefined;
	const asWritten = new Set(expressionsIn(readWritten()).map(({ text }) => text));
	const onFixed = found.find(({ text }) => asWritten.has(text));
	if (!onFixed) return undefined;
	const { text, place = `'${labelOf(field)}'` } = onFixed;
	return `${place} is set to Fixed, but contains the expression ${shown(text)}: switch it to Expression`;
}

function expressionsOf({ entry }: Field, value: unknown): Found[] {
	if (!entry || !Array.isArray(value)) return expressionsIn(value);
	return value.flatMap((one: unknown, index) =>
		expressionsIn(one).map((found) => ({ place: entry.placeOf(index, value.length), ...found })),
	);
}

function expressionsIn(value: unknown): Found[] {
	if (typeof value === 'string') return /\{\{.*\}\}/s.test(value) ? [{ text: value }] : [];
	if (isFileReference(value)) {
		const place = `${value.prefix}'${value.label}'`;
		return expressionsIn(typeof value.file === 'string' ? value.file : '').map(({ text }) => ({
			text,
			place,
		}));
	}
	const parts: unknown[] = Array.isArray(value)
		? value
		: isRecord(value)
			? Object.values(value)
			: [];
	return parts.flatMap(expressionsIn);
}
