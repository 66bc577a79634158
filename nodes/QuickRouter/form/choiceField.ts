import type { IDisplayOptions } from 'n8n-workflow';

import { choiceSchema, type Choice, type Spellings } from './choice';
import { field } from './field';

interface ChoiceProperty<Value extends string> {
	displayName: string;
	name: string;
	/** As the editor lists them; one with the value "default" leaves it to the model. */
	choices: Choice<Value>[];
	default: Value;
	spellings?: Spellings<Exclude<Value, 'default'>>;
	displayOptions?: IDisplayOptions;
	/** Ends without a full stop: the default follows. */
	description: string;
}

/** A field for one of a list, whose choices are said once: to n8n, to the check and to the user. */
export function choiceField<const Value extends string>({
	choices,
	spellings,
	...property
}: ChoiceProperty<Value>) {
	const { name = '' } = choices.find(({ value }) => value === property.default) ?? {};
	return field(choiceSchema(choices, spellings), {
		...property,
		type: 'options',
		options: choices,
		description: `${property.description} (default ${name.replace(/ \(.*/, '')})`,
	});
}
