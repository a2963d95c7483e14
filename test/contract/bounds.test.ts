// What the nodes send, by the list of their expected calls: all that a source requires, within the bounds of the contract.
import { beyondBounds, distinct, listed, missingFields } from '../support/contractBounds';
import { endpointBehind } from '../support/rowContract';
import expected from './calls.expected.json';

interface Call {
	call: string;
	body?: unknown;
}

const calls = Object.values(expected as Record<string, Record<string, Call[]>>)
	.flatMap((variants) => Object.values(variants).flat())
	.flatMap(({ call, body }) => {
		const [method = '', address = ''] = call.split(' ');
		const endpoint = endpointBehind(method, address.split('?')[0]!);
		return endpoint?.body && typeof body === 'object' ? [{ endpoint, body }] : [];
	});

describe('the bodies that the nodes send', () => {
	it('lack nothing that a source requires, and keep within its bounds, but for what is listed', () => {
		const departures = calls.flatMap(({ endpoint, body }) => {
			const { schema } = endpoint.body!;
			return [
				...missingFields(body, schema, endpoint.id),
				...beyondBounds(body, schema, endpoint.id),
			];
		});
		expect(calls.length).toBeGreaterThan(50);
		expect(distinct(departures)).toEqual(listed('nodes'));
	});
});

describe('the bounds', () => {
	const schema = [
		{ name: 'Score', type: 'integer', minimum: 1, maximum: 100, requiredBy: 'S', evidence: 'S' },
		{ name: 'Note', type: 'string', maxLength: 3, evidence: 'S' },
	] as Parameters<typeof beyondBounds>[1];
	const facts = (record: object): string[] =>
		[...missingFields(record, schema, 'x'), ...beyondBounds(record, schema, 'x')].map(
			({ fact }) => fact,
		);

	it.each([
		[{ Score: 1, Note: 'abc' }, []],
		[{ Score: 100 }, []],
		[{ Score: 0 }, ['minimum']],
		[{ Score: 101 }, ['maximum']],
		[{ Score: 1, Note: 'abcd' }, ['maxLength']],
		[{}, ['required']],
	])('are kept or broken: %j', (record, broken) => {
		expect(facts(record)).toEqual(broken);
	});
});
