import type { z } from 'zod/v4';

import { quoted, shortened } from '../shortened';
import { labelOf, type Field, type ReadParameter } from './field';
import type { Fields, Form } from './form';

/** Values inside the documented ranges, or what is wrong with them, in words. */
type Reading<Values> = { values: Values } | { problems: [string, ...string[]] };

const LONGEST_VALUE_SHOWN = 60;

/**
 * Reads a form's values from the editor's parameters, and checks them. A field that a person did
 * not add, or that an expression leaves empty, is left out.
 */
export function readForm<Filled extends Form>(
	form: Filled,
	parameter: ReadParameter,
): Reading<z.output<Filled['type']>> {
	const added = (parameter(form.collection) ?? {}) as Record<string, unknown>;
	const raw: Record<string, unknown> = {};
	const read = (fields: Fields, from: ReadParameter) => {
		for (const [name, field] of Object.entries(fields)) {
			const value = field.read(from);
			if (!isEmpty(value)) raw[name] = value;
		}
	};
	read(form.fields, parameter);
	read(form.additionalFields, (name) => added[name]);

	const checked = form.type.safeParse(raw);
	const wrong = new Set([
		...Object.keys(raw).filter((name) => isExpression(raw[name])),
		...(checked.error?.issues.map((issue) => String(issue.path[0])) ?? []),
	]);
	const fields = { ...form.fields, ...form.additionalFields };
	const [first, ...others] = [...wrong].map((name) => problemWith(fields[name], raw[name]));
	return first === undefined
		? { values: withoutUndefined(checked.data ?? {}) as z.output<Filled['type']> }
		: { problems: [first, ...others] };
}

/** Whether it is an expression as a person has typed it: n8n has not filled it in, so it is no value. */
function isExpression(value: unknown): value is string {
	return typeof value === 'string' && /\{\{.*\}\}/s.test(value);
}

function problemWith(field: Field | undefined, value: unknown): string {
	if (!field) return 'There is a field that this operation does not know';
	const label = labelOf(field);
	if (isExpression(value)) {
		return `'${label}' is on Fixed, but holds the expression ${show(value)}: switch it to Expression`;
	}
	const isBlank = typeof value === 'string' && value.trim() === '';
	if (isBlank || isEmpty(value)) return `'${label}' must not be empty`;
	const rule = field.ruleFor?.(value) ?? field.type.description ?? 'valid';
	return `'${label}' must be ${rule}, but is ${show(value)}`;
}

function show(value: unknown): string {
	if (typeof value === 'string') return quoted(value, LONGEST_VALUE_SHOWN);
	const shown = typeof value === 'number' ? String(value) : JSON.stringify(value);
	return shortened(shown, LONGEST_VALUE_SHOWN);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function withoutUndefined<Values extends object>(values: Values): Values {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as Values;
}
