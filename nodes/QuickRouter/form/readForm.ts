import type { z } from 'zod/v4';

import { shown } from '../shared/shortened';
import { labelOf, type Field, type ReadParameter } from './field';
import type { Fields, Form } from './form';

/** Values inside the documented ranges, or what is wrong with them, in words. */
export type Reading<Values> = { values: Values } | { problems: [string, ...string[]] };

/**
 * Reads a form's values from the editor's parameters, and checks them. A field that a person did
 * not add, or that an expression leaves empty, is left out.
 *
 * @param written gives parameters as a person has written them, expressions and all
 */
export function readForm<Filled extends Form>(
	form: Filled,
	parameter: ReadParameter,
	written = parameter,
): Reading<z.output<Filled['type']>> {
	const added = (parameter(form.collection) ?? {}) as Record<string, unknown>;
	const raw: Record<string, unknown> = {};
	const problems = new Map<string, string>();
	const read = (fields: Fields, from: ReadParameter, fromWritten: ReadParameter) => {
		for (const [name, field] of Object.entries(fields)) {
			const value = field.read(from);
			if (!isEmpty(value)) raw[name] = value;
			const isOnFixed = looksLikeExpression(value) && field.read(fromWritten) === value;
			if (isOnFixed) problems.set(name, notFilledIn(field, value));
		}
	};
	read(form.fields, parameter, written);
	const addedAsWritten = (name: string) =>
		(written(form.collection) as Record<string, unknown> | undefined)?.[name];
	read(form.additionalFields, (name) => added[name], addedAsWritten);

	const checked = form.type.safeParse(raw);
	if (checked.success && problems.size === 0) {
		return { values: withoutUndefined(checked.data) as z.output<Filled['type']> };
	}
	const onFixed = new Set(problems.keys());
	const fields = { ...form.fields, ...form.additionalFields };
	for (const issue of checked.error?.issues ?? []) {
		const name = String(issue.path[0]);
		if (!onFixed.has(name)) problems.set(name, problemWith(fields[name], raw[name], issue));
	}
	const [first = '', ...others] = problems.values();
	return { problems: [first, ...others] };
}

function looksLikeExpression(value: unknown): boolean {
	return typeof value === 'string' && /\{\{.*\}\}/s.test(value);
}

/** An expression that n8n does not fill in, because the field takes it for plain text. */
function notFilledIn(field: Field, value: unknown): string {
	return `'${labelOf(field)}' is on Fixed, but holds the expression ${shown(value)}: switch it to Expression`;
}

function problemWith(field: Field | undefined, value: unknown, issue: z.core.$ZodIssue): string {
	if (!field) return 'There is a field that this operation does not know';
	const [, index, part] = issue.path;
	if (field.placeOf && Array.isArray(value) && typeof index === 'number') {
		return withReason(field.placeOf(index, value.length), field, value[index], issue);
	}
	return withReason(`'${labelOf(field)}'`, field, value, issue) + entryIn(index, part);
}

function withReason(label: string, field: Field, value: unknown, issue: z.core.$ZodIssue): string {
	const isBlank = typeof value === 'string' && value.trim() === '';
	if (isEmpty(value) || (isBlank && field.named.required)) return `${label} must not be empty`;
	if (issue.code === 'custom' && issue.params?.isTold) return `${label} ${issue.message}`;
	const rule = field.ruleFor?.(value) ?? field.type.description ?? 'valid';
	return `${label} must be ${rule}, but is ${shown(value)}`;
}

/** Where in a list something is wrong. */
function entryIn(index?: PropertyKey, part?: PropertyKey): string {
	if (typeof index !== 'number') return '';
	return ` (entry ${index + 1}${part === undefined ? '' : `, ${String(part)}`})`;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function withoutUndefined<Values extends object>(values: Values): Values {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as Values;
}
