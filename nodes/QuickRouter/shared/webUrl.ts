/** The http(s) URL that a text is; undefined for anything else. */
export function webUrlOf(text: string): URL | undefined {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/**
 * A Base URL as calls are made to it, without a slash at its end; undefined for what is no http(s) URL,
 * or has a user, a query or a fragment.
 */
export function baseUrlOf(value: unknown): string | undefined {
	const url = typeof value === 'string' ? webUrlOf(value.trim()) : undefined;
	if (!url || url.search + url.hash + url.username + url.password !== '') return undefined;
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Names that exist in one network only, such as localhost, n8n (of a container) or nas.local. */
const LOCAL_NAME = /^[^.]+$|(?:^|\.)(?:localhost|local|lan|internal|intranet|home|home\.arpa)$/;
/** Loopback, private and link-local addresses, as a URL writes them. */
const LOCAL_IPV4 =
	/^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const LOCAL_IPV6 =
	/^\[(?:::1?|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*|::ffff:(?:0|7f[\da-f]{2}|a[\da-f]{2}|a9fe|c0a8|ac1[\da-f]):.*)\]$/;

/** Whether a URL leads to this machine or a private network, where a service elsewhere cannot go. */
export function isLocal({ hostname }: URL): boolean {
	const host = hostname.replace(/\.$/, '');
	if (host.startsWith('[')) return LOCAL_IPV6.test(host);
	return LOCAL_NAME.test(host) || LOCAL_IPV4.test(`${host}.`);
}
