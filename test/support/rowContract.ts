import type { Endpoint, Field } from '../../contract/schema';
import { readContract } from '../../contract/schema';
import type { Path, RequestSpec } from '../../nodes/shared/operation/types';

/** One address that a request may go to, and by which value of which field. */
export interface Target {
	template: string;
	by?: string;
	choice?: string;
}

/** All addresses of a request. */
export function targetsOf(path: Path): Target[] {
	if (typeof path === 'string') return [{ template: path }];
	return Object.entries(path.paths).map(([choice, template]) => ({
		template,
		by: path.by,
		choice,
	}));
}

/** Names of placeholders differ between rows and contract: only where they stand counts. */
export function byPosition(template: string): string {
	return template.replace(/\{\w+\}/g, '{}');
}

/** The endpoints that the contract knows at this address: two where one takes an ID and one a name. */
export function endpointsAt(method: string, template: string): Endpoint[] {
	return readContract().endpoints.filter(
		(endpoint) => endpoint.method === method && byPosition(endpoint.path) === byPosition(template),
	);
}

/** Every endpoint that one of these requests goes to. */
export function endpointsOf(requests: readonly RequestSpec[]): Endpoint[] {
	return requests.flatMap(({ method, path }) =>
		targetsOf(path).flatMap(({ template }) => endpointsAt(method, template)),
	);
}

/** The endpoint behind an address as it is on the wire: `/users/details` is not a person of that name. */
export function endpointBehind(method: string, path: string): Endpoint | undefined {
	const segments = path.split('/');
	const fits = (template: string) => {
		const parts = template.split('/');
		const isSame = (part: string, index: number) =>
			part === segments[index] || part.startsWith('{');
		return parts.length === segments.length && parts.every(isSame);
	};
	return readContract()
		.endpoints.filter((endpoint) => endpoint.method === method && fits(endpoint.path))
		.sort((a, b) => placeholdersIn(a.path) - placeholdersIn(b.path))[0];
}

/** The fields of a schema, or those that stand in its place. */
export function fieldsOfSchema(schema: string | Field[] | undefined): readonly Field[] {
	if (schema === undefined) return [];
	return typeof schema === 'string' ? (readContract().schemas[schema] ?? []) : schema;
}

/** Every spelling of every field. */
export function spellingsIn(schema: string | Field[] | undefined): string[] {
	return fieldsOfSchema(schema).flatMap(({ name, alsoSpelled = [] }) => [
		name,
		...alsoSpelled.map((other) => other.name),
	]);
}

/** The same for the records inside of its records, at any depth. */
export function spellingsInside(schema: string | Field[] | undefined): string[] {
	const inner = fieldsOfSchema(schema).flatMap((field) => (field.schema ? [field.schema] : []));
	return inner.flatMap((name) => [...spellingsIn(name), ...spellingsInside(name)]);
}

function placeholdersIn(template: string): number {
	return template.split('{').length;
}
