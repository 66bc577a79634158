import type { z } from 'zod/v4';

import { choiceField } from '../form/choiceField';
import { field, type ReadParameter } from '../form/field';
import { defineForm, type Fields, type Form } from '../form/form';
import { numberField } from '../form/numberField';
import { readForm, type Reading } from '../form/readForm';
import { onOff, text } from '../form/schemas';

/** How a request is run, and what comes out of it. */
export interface Options {
	waitForCompletion: boolean;
	output: 'file' | 'request' | 'raw';
	/** How many requests run side by side; the first item's counts. */
	concurrency: number;
	/** In seconds. */
	timeout: number;
	onTimeout: 'error' | 'returnRequest';
	/** 0 for no limit; missing where it was not added, or an expression leaves it empty. */
	maxFiles?: number;
	downloadFiles: boolean;
	outputBinaryField: string;
	resubmitUnclear: boolean;
}

/** The options of an operation, and what applies where none is added. */
export interface OptionsForm extends Form {
	defaults: Options;
	/** What Max Files is where no item gives it. */
	defaultMaxFiles: number;
}

const IMAGES: Options = {
	waitForCompletion: true,
	output: 'file',
	concurrency: 10,
	timeout: 300,
	onTimeout: 'error',
	downloadFiles: false,
	outputBinaryField: 'data',
	resubmitUnclear: false,
};
const OTHERS: Options = { ...IMAGES, timeout: 900 };
const VIDEOS: Options = { ...OTHERS, concurrency: 2 };
const NO_LIMIT = 0;

const waitForCompletion = field(onOff(), {
	displayName: 'Wait for Completion',
	name: 'waitForCompletion',
	type: 'boolean',
	default: true,
	description: 'Whether to wait for the files. If off, returns the request ID right away.',
});

const waitForResult = field(onOff(), {
	...waitForCompletion.main,
	description:
		'Whether to wait for the files. If off, checks once and returns the status if the request is still running.',
});

const output = choiceField({
	displayName: 'Output',
	name: 'output',
	choices: [
		{ name: 'One Item per File', value: 'file' },
		{ name: 'One Item per Request', value: 'request', description: 'With its files as a list' },
		{ name: 'Raw', value: 'raw', description: "QuickRouter's answer, unchanged" },
	],
	default: 'file',
	displayOptions: { show: { waitForCompletion: [true] } },
	description: 'What to return',
});

const downloadFiles = field(onOff(), {
	displayName: 'Download Files',
	name: 'downloadFiles',
	type: 'boolean',
	default: false,
	description: 'Whether to also download the files into binary fields (default off)',
});

const outputBinaryField = field(text(), {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: 'data',
	displayOptions: { show: { downloadFiles: [true] } },
	hint: 'The name of the output field to put the file in',
	description:
		'Field of the output item for the downloaded file (default data). If an item has more files, they go to data_1, data_2 and so on.',
});

const onTimeout = choiceField({
	displayName: 'On Timeout',
	name: 'onTimeout',
	choices: [
		{ name: 'Error', value: 'error', description: 'Cancel the request and fail' },
		{
			name: 'Return Request',
			value: 'returnRequest',
			description: 'Keep it running and return its request ID',
		},
	],
	default: 'error',
	description: 'What to do when a request is not finished in time',
});

const resubmitUnclear = field(onOff(), {
	displayName: 'Resubmit If Unclear',
	name: 'resubmitUnclear',
	type: 'boolean',
	default: false,
	description:
		'Whether to send a request again on retry when it is not known if the first one went through (default off). You may be charged twice.',
});

const concurrency = (initial: number) =>
	numberField({
		displayName: 'Concurrency',
		name: 'concurrency',
		...{ min: 1, max: 200, default: initial },
		description: (range) => `Maximum number of requests to run at the same time, ${range}`,
	});

const maxFiles = (initial: number) =>
	numberField({
		displayName: 'Max Files',
		name: 'maxFiles',
		...{ min: NO_LIMIT, max: 1_000_000, default: initial },
		description: (range) =>
			`Refuse to start if this run would generate more files than this, ${range}. 0 means no limit.`,
	});

const timeout = (initial: number) =>
	numberField({
		displayName: 'Timeout',
		name: 'timeout',
		...{ min: 1, max: 86_400, default: initial, numberPrecision: 1 },
		description: (range) => `How many seconds to wait for each request, ${range}`,
	});

/** Makes options of their fields; those that are missing apply as `defaults` say. */
const optionsWith = <Shown extends Fields, Added extends Fields>(
	fields: Shown,
	additionalFields: Added,
	{ defaults = IMAGES, defaultMaxFiles = NO_LIMIT }: Partial<OptionsForm> = {},
) => ({ ...defineForm('options', fields, additionalFields), defaults, defaultMaxFiles });

const submitOptionsWith = (defaults: Options, defaultMaxFiles = NO_LIMIT) =>
	optionsWith(
		{ waitForCompletion, output },
		{
			concurrency: concurrency(defaults.concurrency),
			downloadFiles,
			outputBinaryField,
			maxFiles: maxFiles(defaultMaxFiles),
			onTimeout,
			resubmitUnclear,
			timeout: timeout(defaults.timeout),
		},
		{ defaults, defaultMaxFiles },
	);

/** How a request for images is run. */
export const imageOptions = submitOptionsWith(IMAGES);
/** How a request for videos is run. */
export const videoOptions = submitOptionsWith(VIDEOS, 10);
/** How a request to any other endpoint is run. */
export const endpointOptions = submitOptionsWith(OTHERS);

/** How a result is fetched. */
export const resultOptions = optionsWith(
	{ waitForCompletion: waitForResult, output },
	{
		concurrency: concurrency(IMAGES.concurrency),
		downloadFiles,
		outputBinaryField,
		timeout: timeout(IMAGES.timeout),
	},
);

/** How requests are canceled. */
export const cancelOptions = optionsWith({}, { concurrency: concurrency(IMAGES.concurrency) });

/** Calls about the account have none: there is one of each in a run. */
export const accountOptions = optionsWith({}, {});

/** Reads an operation's options, with its defaults where none is added. */
export function readOptions(
	form: OptionsForm,
	parameter: ReadParameter,
	written: ReadParameter,
): Reading<Options> {
	const reading = readForm(form, parameter, written);
	if ('problems' in reading) return reading;
	const added: Partial<z.output<(typeof imageOptions)['schema']>> = reading.values;
	return { values: { ...form.defaults, ...added } };
}

/**
 * The guard of a run whose items each read their own: the strictest counts. An item for which an
 * expression leaves it empty has none, and leaves it to the others.
 *
 * @param given Max Files as the items give it
 * @param initial what holds where none does
 * @returns the most files that the run may ask for; 0 for no limit
 */
export function strictestMaxFiles(given: (number | undefined)[], initial: number): number {
	const known = given.filter((maxFiles) => maxFiles !== undefined);
	if (known.length === 0) return initial;
	const limits = known.filter((maxFiles) => maxFiles !== NO_LIMIT);
	return limits.length === 0 ? NO_LIMIT : Math.min(...limits);
}
