/** The http(s) URL that a text is; undefined for anything else, such as two of them. */
export function webUrlOf(text: string): URL | undefined {
	const url = !/\s/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
	return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}
