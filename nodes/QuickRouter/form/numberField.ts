import type { IDisplayOptions } from 'n8n-workflow';

import { field } from './field';
import { decimalNumber, wholeNumber } from './schemas';

interface NumberProperty {
	displayName: string;
	name: string;
	/** The ends are included. */
	min: number;
	max: number;
	default: number;
	/** How many digits it may have after its point; a whole number where it is missing. */
	numberPrecision?: number;
	displayOptions?: IDisplayOptions;
	/** @param range "from 1 to 4 (default 1)" */
	description: (range: string) => string;
}

/** A field for a number, whose range and default are said once: to n8n, to the check and to the user. */
export function numberField({
	min,
	max,
	default: initial,
	numberPrecision,
	description,
	...names
}: NumberProperty) {
	const schema = numberPrecision === undefined ? wholeNumber(min, max) : decimalNumber(min, max);
	const precision = numberPrecision === undefined ? {} : { numberPrecision };
	return field(schema, {
		...names,
		type: 'number',
		typeOptions: { minValue: min, maxValue: max, ...precision },
		default: initial,
		description: description(`from ${min} to ${max} (default ${initial})`),
	});
}
