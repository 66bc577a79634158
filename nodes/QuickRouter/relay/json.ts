import type { IDataObject } from 'n8n-workflow';

/** The JSON object that a text is; undefined for anything else. */
export function parseObject(text: string): IDataObject | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
		return isObject ? (parsed as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}
