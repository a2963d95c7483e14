/**
 * `fetch` by a connection of its own. One that is kept open may be closed by the other side at the
 * very moment at which it is used again, which a busy machine makes likely.
 */
export const ask = async (url: string, init: RequestInit = {}): Promise<Response> =>
	await fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
