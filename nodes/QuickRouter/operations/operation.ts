import type { Form } from '../form/form';
import type { Task } from '../queue/request';

/** Something that the node can do: what the editor shows of it, and what comes of what is filled in. */
export interface Operation {
	resource: 'image' | 'endpoint' | 'request';
	/** The operation's value in saved workflows. */
	operation: string;
	displayName: string;
	/** What a person sees in the node browser, in sentence case. */
	action: string;
	description: string;
	/** What is asked for. */
	form: Form;
	/** How it is run, and what comes out. */
	settings: Form;
	/** What to do, from the form's checked values. */
	task: (values: Record<string, unknown>) => Task;
}
