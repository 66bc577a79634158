import { defineForm, type Fields, type Form } from '../form/form';

/** What a list of operations shows of an endpoint, and where its requests go. */
interface About {
	/** The operation's value in saved workflows. */
	operation: string;
	/** The model's name in the list of operations. */
	displayName: string;
	/** What a person sees in the node browser, in sentence case. */
	action: string;
	description: string;
	/** Path of the endpoint on the relay, without a leading slash. */
	path: string;
}

/** A model of the relay. The keys of its form's fields are their names on the wire. */
export interface Endpoint<
	Shown extends Fields = Fields,
	Added extends Fields = Fields,
> extends About {
	form: Form<Shown, Added>;
}

/** Makes an endpoint of what is shown of it and its lists of fields. */
export function defineEndpoint<Shown extends Fields, Added extends Fields>({
	fields,
	additionalFields,
	...about
}: About & { fields: Shown; additionalFields: Added }): Endpoint<Shown, Added> {
	return { ...about, form: defineForm('additionalFields', fields, additionalFields) };
}
