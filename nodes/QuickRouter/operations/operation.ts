import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod/v4';

import type { ReadParameter } from '../form/field';
import type { Form } from '../form/form';
import { readForm, type Reading } from '../form/readForm';
import type { Asked } from '../shared/asked';
import type { OptionsForm } from './options';

/** Submitting a request; costs money. */
export interface SubmitTask {
	verb: 'submit';
	/** Path of the endpoint, such as fal-ai/flux-1/dev. */
	endpoint: string;
	body: IDataObject;
	asked: Asked;
	/** Whether an answer without a file is no result of it. */
	makesFiles: boolean;
}

/** Fetching the result of a request that was submitted earlier. */
interface ResultTask {
	verb: 'result';
	requestId: string;
}

/** Canceling a request that was submitted earlier. */
interface CancelTask {
	verb: 'cancel';
	requestId: string;
}

/** Asking what the API key may spend, or what models cost; free. */
export type AccountTask =
	| { verb: 'usage' }
	| {
			verb: 'prices';
			/** What the names of the models contain. */
			search?: string;
	  };

/** What an item asks for, checked. */
export type Task = SubmitTask | ResultTask | CancelTask | AccountTask;

/** Something that the node can do, as the editor shows it. */
interface About {
	resource: 'account' | 'endpoint' | 'image' | 'request' | 'video';
	/** The operation's value in saved workflows. */
	operation: string;
	displayName: string;
	/** Shown in the node browser, in sentence case. */
	action: string;
	description: string;
	/** How long a request usually runs, in milliseconds; missing where it depends. */
	typicalMs?: number;
	/** How it is run, and what comes out. */
	options: OptionsForm;
}

/** Something that the node can do: what the editor shows of it, and what comes of what is filled in. */
export interface Operation extends About {
	/** What is asked for. */
	form: Form;
	/**
	 * Reads what is asked for from the editor's parameters.
	 *
	 * @param written gives parameters as they were written, expressions and all
	 */
	read: (parameter: ReadParameter, written: ReadParameter) => Reading<Task>;
}

/** Makes an operation of its form and the task that the form's checked values come to, or what is wrong with them together. */
export function defineOperation<Filled extends Form>({
	task,
	...about
}: About & {
	form: Filled;
	task: (values: z.output<Filled['schema']>) => Task | { problems: [string, ...string[]] };
}): Operation {
	return {
		...about,
		read: (parameter, written) => {
			const reading = readForm(about.form, parameter, written);
			if ('problems' in reading) return reading;
			const made = task(reading.values);
			return 'problems' in made ? made : { values: made };
		},
	};
}
