/** Text that may be of any length, in quotes, for a message. */
export function quoted(text: string, mostCharacters: number): string {
	return JSON.stringify(shortened(text, mostCharacters));
}

/** Text that may be of any length, for a message. */
export function shortened(text: string, mostCharacters: number): string {
	return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}

const LONGEST_VALUE_SHOWN = 60;

/** A value that may be anything, for a message. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return quoted(value, LONGEST_VALUE_SHOWN);
	const written =
		typeof value === 'number' ? String(value) : (JSON.stringify(value) as string | undefined);
	return shortened(written ?? String(value), LONGEST_VALUE_SHOWN);
}
