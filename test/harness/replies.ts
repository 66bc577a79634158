import type { HttpReply } from '../../nodes/QuickRouter/relay/relay';

/** A reply of the relay, as the queue reads it. */
export function replyWith(
	statusCode: number,
	body: object | string,
	headers: Record<string, string> = {},
): HttpReply {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { statusCode, headers, text };
}

/** The reply to a submit that was accepted. */
export function handleOf(requestId: string, more: object = {}): HttpReply {
	return replyWith(200, { status: 'IN_QUEUE', request_id: requestId, ...more });
}

export const running = replyWith(202, { status: 'IN_PROGRESS' });
export const done = replyWith(200, { images: [{ url: 'https://example.com/a.png' }] });
