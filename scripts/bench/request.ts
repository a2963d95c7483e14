/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { get } from 'node:http';
import type { Send } from './contenders/session';

/** Sends real requests, one GET for each item; the item stands in the query, so that the server's log knows it. */
export function sender(baseUrl: string, apiKey: string, process = 0): Send {
	return async (item) => {
		const url = `${baseUrl}/users?limit=1&source=bench&format=json&search=${process}-${item}`;
		return (await statusOf(url, apiKey)) === 200;
	};
}

async function statusOf(url: string, apikey: string): Promise<number> {
	return await new Promise((resolve, reject) => {
		get(url, { headers: { apikey }, agent: false }, (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		}).on('error', reject);
	});
}
