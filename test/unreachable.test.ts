import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

import { Emulator } from '../emulator/emulator';
import { wordsOf } from './answers/runCase';
import { retryNodes, runNodes, useEmulator } from './harness/node';
import { quickRouter } from './harness/workflow';

const emulator = useEmulator();
const node = quickRouter('Node', {
	prompt: 'a lighthouse',
	waitForCompletion: false,
	options: { timeout: 1 },
});

/** A certificate that nobody has signed, for localhost until 2126; with its key. */
const CERTIFICATE = path.join(__dirname, 'fixtures/selfSigned.pem');
const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
	for (const socket of sockets) socket.destroy();
	for (const server of servers.splice(0)) server.close();
});

/** Listens on loopback until the test ends; gives the port. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		onSocket(socket);
	}).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

function passOn(socket: Socket): void {
	const { hostname, port } = new URL(emulator().url);
	const relay = connect(Number(port), hostname);
	sockets.add(relay);
	relay.on('error', () => undefined);
	socket.pipe(relay).pipe(socket);
}

/** Speaks TLS, and passes on what it gets. */
function tlsServer() {
	const pem = readFileSync(CERTIFICATE);
	const server = createTlsServer({ key: pem, cert: pem }, passOn);
	server.on('tlsClientError', () => undefined);
	return server;
}

const NOTHING_QUEUED = { submits: 0, jobs: 0 };
const queued = () => ({
	submits: emulator().calls.of('submit').length,
	jobs: emulator().queue.jobs.size,
});

/** Nothing was queued, the error says why, and a Retry with the right Base URL submits. */
async function expectNeverSent(baseUrl: string, says: RegExp): Promise<void> {
	const credential = { apiKey: emulator().key, baseUrl };
	const ran = await runNodes(emulator(), node, [{}], { credential });
	expect(ran.json).toEqual([]);
	expect(queued()).toEqual(NOTHING_QUEUED);
	expect(wordsOf(ran)).toMatch(says);
	expect(wordsOf(ran)).not.toMatch(/may have been (accepted|charged)/);
	const retried = await retryNodes(emulator(), node, ran);
	expect(retried.error?.message).toBeUndefined();
	expect(queued()).toEqual({ submits: 1, jobs: 1 });
}

test('TLS to a plain port', async () => {
	const port = await listen(passOn);
	await expectNeverSent(`https://127.0.0.1:${port}`, /EPROTO/);
});

test('a certificate that nobody has signed', async () => {
	const tls = tlsServer();
	const port = await listen((socket) => tls.emit('connection', socket));
	await expectNeverSent(`https://127.0.0.1:${port}`, /certificate[^]*SELF_SIGNED/i);
});

test('a handshake that is broken off', async () => {
	const alert = Buffer.from('15030300020228', 'hex');
	const port = await listen((socket) => {
		socket.once('data', () => socket.end(alert));
	});
	await expectNeverSent(`https://127.0.0.1:${port}`, /EPROTO|TLS|SSL/i);
});

test('a port where nobody listens', async () => {
	const port = await listen(() => undefined);
	await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
	const credential = { apiKey: emulator().key, baseUrl: `http://127.0.0.1:${port}` };
	const ran = await runNodes(emulator(), node, [{}], { credential });
	expect(wordsOf(ran)).toContain('ECONNREFUSED');
	const relay = await Emulator.start({ port, key: emulator().key });
	const retried = await retryNodes(emulator(), node, ran, { credential });
	expect(retried.json).toHaveLength(1);
	expect(relay.calls.of('submit')).toHaveLength(1);
	await relay.close();
});

test('a connection that is lost after the request was sent proves nothing', async () => {
	const port = await listen((socket) => {
		socket.once('data', () => socket.resetAndDestroy());
	});
	const credential = { apiKey: emulator().key, baseUrl: `http://127.0.0.1:${port}` };
	const ran = await runNodes(emulator(), node, [{}], { credential });
	expect(wordsOf(ran)).toContain('may have been accepted and charged');
});
