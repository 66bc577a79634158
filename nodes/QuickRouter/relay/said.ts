import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod/v4';

import { asObject, parseObject } from './json';

/** One thing that fal says is wrong with a request. */
export interface Detail {
	/** The field it speaks of, by its name on the wire, as in `loras.0.path`. */
	field?: string;
	/** fal's error type, such as content_policy_violation. */
	type?: string;
	message?: string;
	/** What was given. */
	input?: string | number;
}

/** What an answer says in words and codes. */
export interface Said {
	/** The first words it has, whatever key they stand under. */
	message?: string;
	/** Codes and types of the error, as `model_price_error`. */
	codes: string[];
	/** fal's list of what is wrong. */
	details?: Detail[];
	/** fal's error type of the whole request. */
	errorType?: string;
}

/** Where relays of the family put an answer of fal's, one level down. */
const WRAPPERS = ['data', 'payload', 'response', 'output'];
/** Where they put words, the most telling first. */
const WORDS = ['message', 'msg', 'fail_reason', 'status_message', 'error_message', 'reason'];
const CODES = ['code', 'type', 'status_code', 'error_code'];

/**
 * An answer and what is wrapped in it, one level down: as an object, or as JSON in its words, where
 * the family's task form has what fal answered.
 */
export function partsOf(body: IDataObject): IDataObject[] {
	const texts = [body.message, asObject(body.error)?.message];
	const inWords = texts.map((text) => (typeof text === 'string' ? parseObject(text) : undefined));
	const wrapped = WRAPPERS.map((name) => asObject(body[name]));
	return [body, ...inWords, ...wrapped].filter((part) => part !== undefined);
}

/** What the parts of an answer say. */
export function readSaid(parts: IDataObject[]): Said {
	const objects = parts.flatMap((part) => {
		const error = asObject(part.error);
		return error ? [error, part] : [part];
	});
	const codes = objects.flatMap((object) =>
		CODES.flatMap((name) => {
			const code = object[name];
			return typeof code === 'string' || typeof code === 'number' ? [String(code)] : [];
		}),
	);
	const lists = parts.map(({ detail }) => detail).filter(Array.isArray);
	const [errorType] = parts.flatMap(({ error_type: type }) =>
		typeof type === 'string' ? [type] : [],
	);
	return {
		message: firstWords(objects),
		codes,
		details: lists[0]?.map((raw) => readDetail(raw)),
		errorType,
	};
}

/** JSON in a message is fal's own answer: what it says is in a part of its own. */
function firstWords(objects: IDataObject[]): string | undefined {
	const said = objects.flatMap((object) => [
		...WORDS.map((name) => object[name]),
		object.detail,
		object.error,
	]);
	const words = said.filter((text): text is string => typeof text === 'string');
	return words.find((text) => text.trim() !== '' && !isSuccessCode(text) && !parseObject(text));
}

/** Codes of success that wrappers have, as texts. */
const SUCCESS_CODES = new Set(['', 'true', '0', '200', 'success', 'ok']);

/** Whether a wrapper's code tells of no error; one that is missing does not. */
export function isSuccessCode(code: unknown): boolean {
	if (code === undefined || code === null || code === true) return true;
	if (typeof code !== 'string' && typeof code !== 'number') return false;
	return SUCCESS_CODES.has(String(code).trim().toLowerCase());
}

const entry = z.looseObject({
	loc: z
		.array(z.union([z.string(), z.number()]))
		.optional()
		.catch(undefined),
	msg: z.string().optional().catch(undefined),
	type: z.string().optional().catch(undefined),
	input: z.union([z.string(), z.number()]).optional().catch(undefined),
});

function readDetail(raw: unknown): Detail {
	if (typeof raw === 'string') return { message: raw };
	const read = entry.safeParse(raw);
	if (!read.success) return { message: JSON.stringify(raw) };
	const { loc, msg: message, type, input } = read.data;
	const place = loc?.filter((part) => part !== 'body') ?? [];
	return { field: place.length > 0 ? place.join('.') : undefined, type, message, input };
}
