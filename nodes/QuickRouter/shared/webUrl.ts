/** The http(s) URL that a text is; undefined for anything else. */
export function webUrlOf(text: string): URL | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}
