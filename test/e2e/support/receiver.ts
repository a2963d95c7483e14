/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

/** Another system, which takes whatever it is sent as JSON. */
export interface Receiver {
	url: string;
	received: IDataObject[];
	close(): void;
}

export async function startReceiver(): Promise<Receiver> {
	const received: IDataObject[] = [];
	const server = createServer(async (request, response) => {
		received.push(JSON.parse(await text(request)) as IDataObject);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/completed`,
		received,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
