import { readContract } from '../contract/schema';
import { refuse } from './answers';
import type { Route } from './call';

/** The path with its parameters numbered, so that two spellings of one path are one. */
function numbered(path: string): `/${string}` {
	let count = 0;
	return `/${path.slice(1).replace(/\{\w+\}/g, () => `{p${(count += 1)}}`)}`;
}

const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
	`${method} ${numbered(path)}`.toLowerCase();

/** Not Litmos: calls the contract knows and this sandbox does not carry out answer 501 and say so. */
export function unservedRoutes(served: readonly Route[]): Route[] {
	const known = new Set(served.map(keyOf));
	const found: Route[] = [];
	for (const { method, path, host } of readContract().endpoints) {
		const route: Route = {
			method,
			path: numbered(path),
			handle: () => refuse(501, `This sandbox does not serve ${method} ${path} yet.`),
		};
		if (host !== 'api' || known.has(keyOf(route))) continue;
		known.add(keyOf(route));
		found.push(route);
	}
	return found;
}
