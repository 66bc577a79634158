import type { IExecuteFunctions } from 'n8n-workflow';

/** A stream of bytes, as n8n hands it out and takes it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

export const MEGABYTE = 1024 * 1024;

/** How a stream begins. */
interface Beginning {
	head: Buffer;
	/** Whether that is all; otherwise the stream still holds it. */
	isWhole: boolean;
}

/**
 * Reads the first bytes of a stream: at least so many, or all that there are.
 *
 * @throws what the stream failed with
 */
export async function beginningOf(stream: ByteStream, fewestBytes: number): Promise<Beginning> {
	let head = Buffer.alloc(0);
	while (head.length < fewestBytes) {
		const chunk = stream.read() as Buffer | null;
		if (chunk) head = Buffer.concat([head, chunk]);
		else if (!(await hasMore(stream))) return { head, isWhole: true };
	}
	stream.unshift(head);
	return { head, isWhole: false };
}

/** Waits until there may be something to read; false at the end. */
async function hasMore(stream: ByteStream): Promise<boolean> {
	if (stream.readableEnded) return false;
	return await new Promise((resolve, reject) => {
		const on = {
			readable: () => {
				settle();
				resolve(true);
			},
			end: () => {
				settle();
				resolve(false);
			},
			close: () => {
				settle();
				reject(new Error('the connection was closed'));
			},
			error: (error: Error) => {
				settle();
				reject(error);
			},
		};
		const settle = () => {
			for (const [event, listener] of Object.entries(on)) stream.off(event, listener);
		};
		if (stream.destroyed) on.close();
		else for (const [event, listener] of Object.entries(on)) stream.on(event, listener);
	});
}

/**
 * The same bytes, up to a limit.
 *
 * @throws what `tooLarge` makes, from the stream, where there are more
 */
export function upTo(stream: ByteStream, mostBytes: number, tooLarge: () => Error): ByteStream {
	let bytes = 0;
	return stream.map((chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > mostBytes) throw tooLarge();
		return chunk;
	});
}
