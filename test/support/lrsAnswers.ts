import type { IDataObject } from 'n8n-workflow';
import type { PlainAnswer, SeenRequest } from './recorder';

/** A credential that leads to a recorder in place of the learning record store. */
export const lrsFieldsOf = (baseUrl: string): IDataObject => ({
	endpoint: `${baseUrl}/statements`,
	username: 'store-1',
	password: 'store-key-1',
});

export const STATEMENT: IDataObject = {
	id: '0b1c0a6e-3a55-5d21-9d1a-6b6b5f1f7a10',
	actor: { mbox: 'mailto:ada@example.com' },
	verb: { id: 'http://adlnet.gov/expapi/verbs/passed' },
	object: { id: 'https://example.com/courses/first-aid' },
};

/** What a learning record store answers, by the standard; undefined where the request goes elsewhere. */
export function answerByStandard(seen: SeenRequest): PlainAnswer | undefined {
	const { method, path, query, body } = seen;
	if (path !== '/statements') return undefined;
	if (method === 'PUT') return { status: 204 };
	if (method === 'POST') {
		const ids = (JSON.parse(body) as IDataObject[]).map(({ id }) => id);
		return { status: 200, body: ids };
	}
	const id = query.get('statementId') ?? query.get('voidedStatementId');
	if (id !== null) return { status: 200, body: { ...STATEMENT, id } };
	return { status: 200, body: { statements: [STATEMENT], more: '' } };
}

const RANDOM_UUID = /[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}/g;

/** With a word in place of the IDs that are new each time. */
export function withoutChance<T>(value: T): T {
	const text = JSON.stringify(value);
	return text === undefined ? value : (JSON.parse(text.replace(RANDOM_UUID, '(new ID)')) as T);
}
