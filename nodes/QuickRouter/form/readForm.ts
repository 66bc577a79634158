import type { z } from 'zod/v4';

import { isBlank, isRecord } from '../shared/values';
import { shown } from '../shared/shortened';
import { readCollection } from './collection';
import { labelOf, type Field, type ReadParameter } from './field';
import type { Fields, Form } from './form';
import { problemOnFixed } from './onFixed';

/** Values inside the documented ranges, or what is wrong with them, in words. */
export type Reading<Values> = { values: Values } | { problems: [string, ...string[]] };

/**
 * Reads a form's values from the editor's parameters, and checks them. A field that a user did not
 * add, or that an expression leaves empty, is left out.
 *
 * @param written gives parameters as a user has written them, expressions and all
 */
export function readForm<Filled extends Form>(
	form: Filled,
	parameter: ReadParameter,
	written = parameter,
): Reading<z.output<Filled['schema']>> {
	const raw: Record<string, unknown> = {};
	const problems = new Map<string, string>();
	const read = (fields: Fields, from: ReadParameter, fromWritten: ReadParameter) => {
		for (const [name, field] of Object.entries(fields)) {
			const value = field.read(from);
			if (!isBlank(value)) raw[name] = value;
			const problem = problemOnFixed(field, value, () => field.read(fromWritten));
			if (problem !== undefined) problems.set(name, problem);
		}
	};
	read(form.fields, parameter, written);
	const added = readCollection(form, parameter(form.collection));
	read(
		form.additionalFields,
		added.parameter,
		readCollection(form, written(form.collection)).parameter,
	);

	const checked = form.schema.safeParse(raw);
	if (checked.success && problems.size + added.problems.length === 0) {
		return { values: withoutUndefined(checked.data) as z.output<Filled['schema']> };
	}
	const onFixed = new Set(problems.keys());
	const fields = { ...form.fields, ...form.additionalFields };
	for (const issue of checked.error?.issues ?? []) {
		const name = String(issue.path[0]);
		const field = fields[name];
		if (field && !onFixed.has(name)) problems.set(name, problemWith(field, raw[name], issue));
	}
	const [first = '', ...others] = [...problems.values(), ...added.problems];
	return { problems: [first, ...others] };
}

function problemWith(field: Field, given: unknown, issue: z.core.$ZodIssue): string {
	const [, index, part] = issue.path;
	const { entry } = field;
	if (!entry || !Array.isArray(given) || typeof index !== 'number') {
		return withReason(`'${labelOf(field)}'`, ruleFor(field, given), given, issue);
	}
	const place = entry.placeOf(index, given.length);
	const one: unknown = given[index];
	const name = String(part);
	const inside = entry.parts && Object.hasOwn(entry.parts, name) ? entry.parts[name] : undefined;
	if (!inside || !isRecord(one)) return withReason(place, ruleFor(field, one), one, issue);
	const value = one[name];
	return withReason(`${place}: '${labelOf(inside)}'`, ruleFor(inside, value), value, issue);
}

function ruleFor(field: Field, value: unknown): string {
	return field.ruleFor?.(value) ?? field.schema.description ?? 'valid';
}

function withReason(label: string, rule: string, value: unknown, issue: z.core.$ZodIssue): string {
	if (isBlank(value)) return `${label} must not be empty`;
	if (issue.code === 'custom' && issue.params?.isTold) return `${label} ${issue.message}`;
	return `${label} must be ${rule}, but is ${shown(value)}`;
}

function withoutUndefined<Values extends object>(values: Values): Values {
	const given = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given) as Values;
}
