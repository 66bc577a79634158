import type { z } from 'zod/v4';

import { field } from '../form/field';
import { defineForm } from '../form/form';
import { decimalNumber, onOff, oneOf, text, wholeNumber } from '../form/types';

/** What applies where a person adds no option. */
export const DEFAULT_CONCURRENCY = 10;
export const DEFAULT_TIMEOUT_S = 300;
export const DEFAULT_BINARY_FIELD = 'data';

const waitForCompletion = field(onOff(), {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait for the images (default on). When off, the request ID is the output, at once.',
});

const waitForResult = field(onOff(), {
	...waitForCompletion.named,
	description:
		'Whether to wait for the images (default on). When off, it is asked once: a request that is still running is an answer, too.',
});

const output = field(oneOf(['image', 'request', 'raw']), {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'One Item per Image', value: 'image' },
		{ name: 'One Item per Request', value: 'request', description: 'Its images as a list' },
		{ name: 'Raw', value: 'raw', description: "The relay's answer, untouched" },
	],
	default: 'image',
	displayOptions: { show: { waitForCompletion: [true] } },
	description: 'What the output items are made of (default One Item per Image)',
});

const concurrency = field(wholeNumber(1, 200), {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 200 },
	default: DEFAULT_CONCURRENCY,
	description:
		'How many requests run side by side, and as many downloads, from 1 to 200 (default 10)',
});

const downloadImages = field(onOff(), {
	displayName: 'Download Images',
	name: 'downloadImages',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the generated files themselves into the output items, besides their URLs (default off)',
});

const outputBinaryField = field(text(), {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: DEFAULT_BINARY_FIELD,
	displayOptions: { show: { downloadImages: [true] } },
	hint: 'The name of the output field to put the file in',
	description:
		'Field of the output item for a downloaded file (default data); where an item has several, the others are data_1, data_2 and so on',
});

const maxImages = field(wholeNumber(0, 1_000_000), {
	displayName: 'Max Images',
	name: 'maxImages',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1_000_000 },
	default: 0,
	description:
		'A guard against spending by mistake: a run that would make more images is refused before anything is submitted, from 0 to 1000000 (default 0: no limit)',
});

const onTimeout = field(oneOf(['error', 'returnRequest']), {
	displayName: 'On Timeout',
	name: 'onTimeout',
	type: 'options',
	options: [
		{
			name: 'Error',
			value: 'error',
			description: 'Ask the relay to cancel the request, and fail',
		},
		{
			name: 'Return Request',
			value: 'returnRequest',
			description: 'Let it go on, and output its request ID',
		},
	],
	default: 'error',
	description: 'What to do with a request that is not finished in time (default Error)',
});

const resubmitUnclear = field(onOff(), {
	displayName: 'Resubmit If Unclear',
	name: 'resubmitUnclear',
	type: 'boolean',
	default: false,
	description:
		'Whether a retry submits again what may have been accepted and charged already, because its answer was lost, or the relay has forgotten it or answers with an error (default off)',
});

const timeout = field(decimalNumber(1, 86_400), {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 86_400 },
	default: DEFAULT_TIMEOUT_S,
	description: 'How many seconds to wait for each request, from 1 to 86400 (default 300)',
});

const files = { download_images: downloadImages, output_binary_field: outputBinaryField };

/** How a request is run that is submitted, and what comes out. */
export const runSettings = defineForm(
	'options',
	{ wait_for_completion: waitForCompletion, output },
	{
		concurrency,
		...files,
		max_images: maxImages,
		on_timeout: onTimeout,
		resubmit_unclear: resubmitUnclear,
		timeout,
	},
);

/** How a result is fetched, and what comes out. */
export const fetchSettings = defineForm(
	'options',
	{ wait_for_completion: waitForResult, output },
	{ concurrency, ...files, timeout },
);

export const cancelSettings = defineForm('options', {}, { concurrency });

/** The settings of all operations; each has some of them. */
export type Settings = Partial<z.output<(typeof runSettings)['type']>>;
