/** Text that may be of any length, in quotes, for a message. */
export function quoted(text: string, mostCharacters: number): string {
	return JSON.stringify(shortened(text, mostCharacters));
}

/** Text that may be of any length, for a message. */
export function shortened(text: string, mostCharacters: number): string {
	return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
