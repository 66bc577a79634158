import { z } from 'zod/v4';

import { shown } from '../shared/shortened';

/**
 * The schemas that fields are made of. Expressions and agents hand over text where a number or a
 * switch is meant ("28", "true"): what is unmistakable is taken, everything else is refused.
 * Each schema describes itself in words that complete the sentence "… must be …".
 */

const numberFromText = (value: unknown) =>
	typeof value === 'string' && value.trim() !== '' ? Number(value) : value;

const SWITCHES = new Map<string, boolean>([
	...['true', '1', 'yes', 'on'].map((word) => [word, true] as const),
	...['false', '0', 'no', 'off'].map((word) => [word, false] as const),
]);

const switchFromText = (value: unknown) => {
	const isWritten = typeof value === 'string' || typeof value === 'number';
	return isWritten ? (SWITCHES.get(String(value).trim().toLowerCase()) ?? value) : value;
};

const textFromCell = (value: unknown) =>
	['number', 'boolean', 'bigint'].includes(typeof value) ? String(value) : value;

/** A whole number, the ends included. */
export const wholeNumber = (min: number, max: number) =>
	z
		.preprocess(numberFromText, z.int().min(min).max(max))
		.describe(`a whole number from ${min} to ${max}`);

/** A number, the ends included. */
export const decimalNumber = (min: number, max: number) =>
	z
		.preprocess(numberFromText, z.number().min(min).max(max))
		.describe(`a number from ${min} to ${max}`);

/** A whole number of any sign that a computer holds exactly. */
export const anyWholeNumber = () => wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** On or off. */
export const onOff = () => z.preprocess(switchFromText, z.boolean()).describe('true or false');

/** Text with something in it, kept as it was typed; a cell of a sheet may give it as a number. */
export const text = () =>
	z.preprocess(textFromCell, z.string().regex(/\S/)).describe('text that is not empty');

/** What may be sent for a value, or what is wrong with it, in words that follow the field's name. */
export type Checked<Value> = { value: Value } | { problem: string };

/** A schema that tells itself what is wrong. */
export const checked = <Value>(check: (value: unknown) => Checked<Value>) =>
	z.unknown().transform((given, context): Value => {
		const read = check(given);
		if ('value' in read) return read.value;
		context.addIssue({ code: 'custom', message: read.problem, params: { isTold: true } });
		return z.NEVER;
	});

/** @param rule completes the sentence "… must be …" */
export const refusal = (rule: string, value: unknown) => ({
	problem: `must be ${rule}, but is ${shown(value)}`,
});
