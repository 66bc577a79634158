import type { IExecuteFunctions } from 'n8n-workflow';

/** A stream of bytes, as n8n hands it out and takes it. */
export type ByteStream = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** The first bytes of a stream, which stay in it; none where it is empty. */
export async function headOf(stream: ByteStream): Promise<Buffer> {
	return await new Promise((resolve, reject) => {
		stream.once('error', reject);
		stream.once('end', () => {
			resolve(Buffer.alloc(0));
		});
		stream.once('readable', () => {
			const head = stream.read() as Buffer | null;
			if (head === null) return;
			stream.unshift(head);
			resolve(head);
		});
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
