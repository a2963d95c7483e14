/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

/** A mail as it arrived: to whom, and all of its text. */
export interface Caught {
	to: string[];
	text: string;
}

/** A mail server that keeps what it is sent and hands nothing on. */
export interface MailServer {
	port: number;
	caught: Caught[];
	close(): void;
}

/** Answers one client, line by line (RFC 5321). */
function serve(socket: Socket, caught: Caught[]): void {
	const say = (line: string): boolean => socket.write(`${line}\r\n`);
	let pending = '';
	let to: string[] = [];
	let text: string[] | undefined;
	const hear = (line: string): void => {
		if (text && line !== '.') return void text.push(line);
		if (text) {
			caught.push({ to, text: text.join('\n') });
			text = undefined;
			to = [];
			return void say('250 Kept');
		}
		const [, recipient] = /^RCPT TO:<(.*)>/i.exec(line) ?? [];
		if (recipient) to.push(recipient);
		if (/^QUIT/i.test(line)) return void socket.end('221 Bye\r\n');
		if (!/^DATA/i.test(line)) return void say('250 OK');
		text = [];
		say('354 Go on');
	};
	socket.on('data', (data) => {
		const lines = (pending + String(data)).split('\r\n');
		pending = lines.pop() ?? '';
		lines.forEach(hear);
	});
	socket.on('error', () => socket.destroy());
	say('220 Ready');
}

export async function startMailServer(): Promise<MailServer> {
	const caught: Caught[] = [];
	const server = createServer((socket) => serve(socket, caught));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		caught,
		close: () => server.close(),
	};
}
