import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const servers: Server[] = [];

/** Serves a file on loopback until the test ends. */
export async function fileServer(bytes: Buffer, contentType: string): Promise<{ url: string }> {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': contentType, connection: 'close' }).end(bytes);
	}).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file` };
}

afterEach(() => {
	for (const server of servers.splice(0)) server.close();
});
