import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import { entriesOf, entryOf } from '../../form/entries';
import { field, type Field } from '../../form/field';
import { numberField } from '../../form/numberField';
import { text } from '../../form/schemas';
import { isBlank, isRecord } from '../../shared/values';

const path = field(text(), {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/style.safetensors',
	description: 'URL of the LoRA file, or its Hugging Face name, such as owner/model',
});

const scale = numberField({
	displayName: 'Scale',
	name: 'scale',
	...{ min: 0, max: 4, default: 1, numberPrecision: 2 },
	description: (range) => `How strongly the weights are applied, ${range}`,
});

const schema = z
	.array(z.strictObject({ path: path.schema, scale: scale.schema.optional() }))
	.describe('a list of LoRAs, each with a Path and a Scale from 0 to 4');

const property: INodeProperties = {
	displayName: 'LoRAs',
	name: 'loras',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add LoRA' },
	placeholder: 'Add LoRA',
	default: {},
	description: 'LoRA weights to apply. Add as many as you need (default none).',
	options: [
		{
			displayName: 'LoRA',
			name: 'lora',
			values: [path.main, scale.main],
		},
	],
};

/** Fills in what the editor shows where it is missing; a text alone is a path. */
function loraOf(entry: unknown): unknown {
	if (typeof entry === 'string') return loraOf({ path: entry });
	if (!isRecord(entry)) return entry;
	const parameter = entryOf(entry, property);
	const strength = parameter('scale');
	return { ...entry, path: parameter('path'), scale: isBlank(strength) ? undefined : strength };
}

export const loras: Field<typeof schema> = {
	schema,
	properties: [property],
	main: property,
	entry: {
		placeOf: (index, count) => `LoRA ${index + 1} of ${count}`,
		parts: { path, scale },
	},
	loadsUrls: true,
	read: (parameter) => {
		const entries = entriesOf(parameter('loras'), property);
		return entries.length === 0 ? undefined : entries.map(loraOf);
	},
};
