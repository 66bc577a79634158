import { choiceField } from '../../form/choiceField';
import { field } from '../../form/field';

const JPEG = { name: 'JPEG', value: 'jpeg' } as const;
const PNG = { name: 'PNG', value: 'png' } as const;
const WEBP = { name: 'WebP', value: 'webp' } as const;

const SHOWN = {
	displayName: 'Output Format',
	name: 'outputFormat',
	spellings: { jpg: 'jpeg' },
	description: 'File format of the generated image',
} as const;

export const outputFormat = choiceField({ ...SHOWN, choices: [JPEG, PNG], default: 'jpeg' });
export const outputFormatPng = choiceField({ ...SHOWN, choices: [JPEG, PNG], default: 'png' });
export const outputFormatUpToWebp = choiceField({
	...SHOWN,
	choices: [JPEG, PNG, WEBP],
	default: 'png',
});

/** For the model whose document demands it. */
export const requiredOutputFormat = field(outputFormat.schema, {
	...outputFormat.main,
	required: true,
});
