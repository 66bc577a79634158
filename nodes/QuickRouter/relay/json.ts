import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../shared/values';

/** A text in JSON, or a whole number of so many digits that a double may not hold it. */
const TEXT_OR_LONG_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/gs;
const LONG_NUMBER = /\d{16}/;
/** How an object begins: what does not is not parsed, since an exception is slow. */
const OBJECT = /^\s*\{/;

/**
 * The JSON object that a text is; undefined for anything else. A whole number that a double cannot
 * hold comes as text, since it would come as another number.
 */
export function parseObject(text: string): IDataObject | undefined {
	try {
		const json = text.replace(/^\ufeff/, '');
		if (!OBJECT.test(json)) return undefined;
		return JSON.parse(LONG_NUMBER.test(json) ? withLongNumbersAsText(json) : json) as IDataObject;
	} catch {
		return undefined;
	}
}

/** The object that a value is; undefined for anything else, a list too. */
export function asObject(value: unknown): IDataObject | undefined {
	return isRecord(value) ? (value as IDataObject) : undefined;
}

function withLongNumbersAsText(text: string): string {
	return text.replace(TEXT_OR_LONG_NUMBER, (found) =>
		found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
	);
}
