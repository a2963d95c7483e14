/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A proxy before a server of this machine. Stopped, it makes the server seem to be down. */
export interface OutageProxy {
	/** http://127.0.0.1:PORT */
	origin: string;
	/**
	 * Requests still arrive, their answers are lost, and whoever asks waits until the proxy stops.
	 * Resolves as soon as somebody does.
	 */
	hold(): Promise<void>;
	/** Connections break off, and new ones are refused. */
	stop(): Promise<void>;
	/** At the same port as before. */
	start(): Promise<void>;
}

/** Starts a proxy of an origin. */
export async function startOutageProxy(to: string): Promise<OutageProxy> {
	const sockets = new Set<Socket>();
	let port = 0;
	let server: Server;
	let held = false;
	let lose: () => void = () => undefined;

	function pass(socket: Socket): void {
		const next = connect(Number(new URL(to).port), '127.0.0.1');
		for (const end of [socket, next]) {
			sockets.add(end);
			end.on('error', () => undefined);
			end.on('close', () => sockets.delete(end));
		}
		socket.on('close', () => next.destroy());
		// An answer ends with the connection, and who is held shall not notice.
		next.on('close', () => held || socket.destroy());
		socket.pipe(next);
		next.on('data', (answer) => (held ? lose() : socket.write(answer)));
	}

	async function start(): Promise<void> {
		held = false;
		server = createServer(pass);
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		({ port } = server.address() as AddressInfo);
	}

	async function stop(): Promise<void> {
		const closed = new Promise((resolve) => server.close(resolve));
		sockets.forEach((socket) => socket.destroy());
		await closed;
	}

	async function hold(): Promise<void> {
		held = true;
		await new Promise<void>((resolve) => (lose = resolve));
	}

	await start();
	return { origin: `http://127.0.0.1:${port}`, hold, stop, start };
}
