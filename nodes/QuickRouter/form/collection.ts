import { isRecord } from '../shared/values';
import { quoted, shown } from '../shared/shortened';
import { fromJson, nameIn, wireNameOf } from './entries';
import { labelOf, type Field, type ReadParameter } from './field';
import { leftBehind, type Form } from './form';
import { collectionLabel } from './properties';

const LONGEST_NAME_SHOWN = 40;

/** What was added to a form's collection. */
interface Added {
	parameter: ReadParameter;
	/** What is there that cannot be taken, in words. */
	problems: string[];
}

/**
 * Reads a collection, by the names of the editor or of the wire. What it holds besides is refused:
 * nobody should pay for less than was asked for.
 */
export function readCollection(form: Form, given: unknown): Added {
	const value = fromJson(given) ?? {};
	if (!isRecord(value)) {
		const problem = `'${collectionLabel(form)}' must be an object with field names, but is ${shown(value)}`;
		return { parameter: () => undefined, problems: value === '' ? [] : [problem] };
	}
	return {
		parameter: (name) => {
			const known = nameIn(value, name);
			return known === undefined ? undefined : value[known];
		},
		problems: Object.keys(value).flatMap((name) => strangerIn(form, name)),
	};
}

/** Says what is wrong with a name, if anything is. */
function strangerIn(form: Form, name: string): string[] {
	const added = Object.values(form.additionalFields);
	if (leftBehind[form.collection].has(name) || added.some((field) => goesBy(field, name)))
		return [];
	const collection = `'${collectionLabel(form)}'`;
	const above = Object.values(form.fields).find((field) => goesBy(field, name));
	if (above) return [`'${labelOf(above)}' does not belong in ${collection}: set the field itself`];
	const takes = added.length === 0 ? 'no fields for this operation' : added.map(labelOf).join(', ');
	return [`${collection} has no field ${quoted(name, LONGEST_NAME_SHOWN)}: it accepts ${takes}`];
}

function goesBy({ properties }: Field, given: string): boolean {
	return properties.some(({ name }) => name === given || wireNameOf(name) === given);
}
