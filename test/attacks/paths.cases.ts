import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../nodes/shared/operation/describe';
import type { Operation } from '../../nodes/shared/operation/types';
import { rows } from '../../scripts/operationList';
import { targetsOf } from '../support/rowContract';

const out = [
	'..',
	'.',
	'%2e%2e',
	'%2E.',
	'.%2e',
	'%2e',
	'%252e%252e',
	'%25252e.',
	'..\\x',
	'..%5Cx',
	'.\t.',
	'.%09.',
	'.%0A.',
	'..;a=1',
	'..%3Ba',
	'\uff0e\uff0e',
	'%EF%BC%8E%EF%BC%8E',
	'a%2F..%2Fb',
	'a%252f%252e%252e%252fb',
	'..%3Fx',
	'..%23x',
	'.\u00ad.',
	'\u2025',
];

const within = [
	'a.b@example.com',
	'Oe4zZK7ZntpWn8FLGZTxuw2',
	'a..b',
	'...',
	'.a',
	'a.',
	'x;..a',
	'a%2Fb',
];

/** What looks like a whole address, or ends the path early. */
const addresses = [
	'https://example.com/users',
	'HTTP://example.com',
	'//example.com/users',
	'\\\\example.com\\users',
	'/\\example.com',
	'\\/example.com',
	' https://example.com',
	'\thttps://example.com',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'data:text/plain,x',
	'svn+ssh://example.com',
	'ht\ntps://example.com',
	'/users\n/x',
	'/users\r\nHost: example.com',
	'/users\u0000',
	'/us\u007fers',
	'/users#/courses',
	'#',
	'/users?limit=1#',
];

/** What a server may take for the end of a part of a path, though it is percent-encoded. */
const notIds = ['a/courses/b', 'a\\courses\\b', 'a?b=c', 'a#b', 'a\n/b', 'a/', 'a%2Fb', 'a\u0000b'];

/** The operations whose path holds a value, each with one of these. */
const ids = rows.flatMap(({ name, operation }, index) =>
	fieldsInPath(operation).map((field, at) => {
		const id = notIds[(index + at) % notIds.length]!;
		return { name: `${name}, ${field.name}: ${JSON.stringify(id)}`, operation: name, field, id };
	}),
);

function fieldsInPath(operation: Operation): INodeProperties[] {
	const targets = operation.request ? targetsOf(operation.request.path) : [];
	const isIn = (name: string) => targets.some(({ template }) => template.includes(`{${name}}`));
	return fieldsOf(operation).filter(({ name }) => isIn(name));
}

export const attacks = {
	'B10 Parts of a path that lead out of it': out.map((part) => ({
		name: JSON.stringify(part),
		part,
	})),
	'B10 Parts of a path that only look so': within.map((part) => ({ name: part, part })),
	'B10 Addresses in place of a path': addresses.map((path) => ({
		name: JSON.stringify(path),
		path,
	})),
	'B10 IDs that hold more than one part of a path': ids,
} as const;
