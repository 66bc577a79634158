import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod/v4';

import type { Field } from '../../form/field';
import { decimalNumber, text } from '../../form/types';

const type = z
	.array(z.strictObject({ path: text(), scale: decimalNumber(0, 4).optional() }))
	.describe('a list of LoRAs, each with a Path and a Scale from 0 to 4');

/** The editor keeps the list under its group's name. */
const listOf = (value: unknown) =>
	typeof value === 'object' && value !== null && 'lora' in value ? value.lora : undefined;

const property: INodeProperties = {
	displayName: 'LoRAs',
	name: 'loras',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add LoRA' },
	placeholder: 'Add LoRA',
	default: {},
	description: 'LoRA weights to apply, any number of them (default none)',
	options: [
		{
			displayName: 'LoRA',
			name: 'lora',
			values: [
				{
					displayName: 'Path',
					name: 'path',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/style.safetensors',
					description: 'URL of the LoRA file, or its Hugging Face name, such as owner/model',
				},
				{
					displayName: 'Scale',
					name: 'scale',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 4, numberPrecision: 2 },
					default: 1,
					description: 'How strongly the weights are applied, from 0 to 4 (default 1)',
				},
			],
		},
	],
};

export const loras: Field<typeof type> = {
	type,
	properties: [property],
	named: property,
	read: (parameter) => listOf(parameter('loras')),
};
