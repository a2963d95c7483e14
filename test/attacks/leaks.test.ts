// Nothing that a server repeats, or hands out on the side, comes out of a node.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { naming } from '../engine/support/bench';
import { by } from '../engine/support/locatorValue';
import { AGREED, eventOf, post, startTrigger } from '../engine/support/webhookWorkflow';
import { createRedactor } from '../../nodes/shared/secrets/redact';
import { createEngine } from '../support/engine';
import type { NodeOptions, NodeRun } from '../support/engineTypes';
import { attacks, GUID, ODD, PASSWORD, UNSEEN } from './leaks.cases';
import type { Parrot, Said } from './support/parrot';
import { leaks, shownBy, startParrot } from './support/parrot';
import { named } from './support/named';

let parrot: Parrot;
beforeAll(async () => (parrot = await startParrot()));
afterAll(async () => await parrot.stop());

const SECRETS = { GUID, ODD, PASSWORD };
const ID = by('list', 'Oe4zZK7ZntpWn8FLGZTxuw2');

/** The lowest limit of a key counts, so it is the same everywhere. */
function account(apiKey = GUID): IDataObject {
	return { apiKey, region: 'custom', baseUrl: parrot.baseUrl, requestsPerMinute: 1000 };
}

async function run(
	operation: string,
	parameters: INodeParameters,
	{ apiKey = GUID, ...options }: Partial<NodeOptions> & { apiKey?: string } = {},
): Promise<NodeRun> {
	const engine = createEngine({ credentials: { litmosApi: account(apiKey) } });
	return await engine.runNode({ parameters: { ...naming(operation), ...parameters }, ...options });
}

/** What the server says of a person who is added, by the place at which it repeats the text. */
function said(place: string, text: string): Said {
	switch (place) {
		case 'detail':
			return { status: 409, text: JSON.stringify({ Detail: `before ${text} after` }) };
		case 'phrase':
			return { status: 409, phrase: `before ${text} after` };
		case 'page':
			return { status: 500, text: `<html><body><p>before</p>${text} after</body></html>` };
		case 'custom XML':
			return { text: `<User><Note>before ${text} after</Note></User>` };
		default:
			return { text: JSON.stringify([{ Note: `before ${text} after` }, { [text]: 'before' }]) };
	}
}

const ADA = { UserName: 'ada@example.com', FirstName: 'Ada', LastName: 'Example' };

/** Adds a person with the password. */
async function addPerson(place: string, apiKey: string, continueOnFail: boolean): Promise<NodeRun> {
	if (!place.startsWith('custom')) {
		const parameters = { ...ADA, additionalFields: { Password: PASSWORD } };
		return await run('user: create', parameters, { apiKey, continueOnFail });
	}
	const body = JSON.stringify({ ...ADA, Password: PASSWORD });
	const answerFormat = place === 'custom XML' ? 'xml' : 'json';
	const parameters = { method: 'POST', path: '/users', bodyFormat: 'json', body, answerFormat };
	return await run('customApiCall: send', parameters, { apiKey, continueOnFail });
}

describe('B8 The key and the password repeated by the server', () => {
	it.each(named(attacks['B8 The key and the password repeated by the server']))(
		'is in nothing that comes out: %s',
		async (_name, { place, secret, write }) => {
			const hidden = SECRETS[secret];
			parrot.say(() => said(place, write(hidden)));
			const apiKey = secret === 'ODD' ? ODD : GUID;
			for (const continueOnFail of [false, true]) {
				const shown = shownBy(await addPerson(place, apiKey, continueOnFail));
				expect(leaks(shown, hidden)).toBe(false);
				expect(shown.toLowerCase()).not.toContain(write(hidden).toLowerCase());
				expect(shown).toContain('before');
			}
		},
	);

	it.each([301, 302, 307])('is not in the address that %i leads to', async (status) => {
		for (const text of [GUID, encodeURIComponent(GUID.replace(/-/g, '%2D'))]) {
			const headers = { Location: `https://other.example.com/?apikey=${text}&loginkey=${UNSEEN}` };
			parrot.say(() => ({ status, headers }));
			const shown = shownBy(await run('user: get', { userId: ID }));
			expect(shown).toContain('https://other.example.com/?apikey=');
			expect(leaks(shown, GUID) || leaks(shown, UNSEEN)).toBe(false);
		}
	});

	it.each([
		['a page', `<html><body>key ${GUID}</body></html>`],
		['broken JSON', `{"Id":"a","Note":"${GUID}`],
		['text', `the key is ${GUID}`],
		['a message', JSON.stringify({ Message: `the key is ${GUID}` })],
		['an error in JSON', JSON.stringify({ Error: { Keys: [{ [GUID]: GUID }] }, StatusCode: 500 })],
		['a key that is cut at the end', `{"Note":"apikey ${GUID.slice(0, 24)}`],
		['words so long that they are cut', `<p>${'word '.repeat(57)}${GUID}</p>`],
	])('is not in what is told of %s in place of data', async (_what, text) => {
		parrot.say(() => ({ text }));
		// Nothing that is sent again after a pause, as a read would be.
		const shown = shownBy(await run('user: create', ADA));
		expect(leaks(shown, GUID.slice(0, 12))).toBe(false);
	});

	it('is in no list of the editor', async () => {
		parrot.say(() => ({ text: JSON.stringify([{ Id: 'a', Name: `Team ${GUID}` }]) }));
		const engine = createEngine({
			credentials: { litmosApi: account() },
		});
		const list = await engine.listSearch({ method: 'searchTeams' });
		expect(list.results.map(({ name }) => name)).toEqual(['Team …']);
		parrot.say(() => ({ status: 403, phrase: `no ${GUID}` }));
		const failure: unknown = await engine
			.listSearch({ method: 'searchCourses' })
			.catch((error: unknown) => error);
		expect(leaks(shownBy(failure), GUID)).toBe(false);
	});

	it('is in no row of a report, and not in its error', async () => {
		const type = 'n8n-nodes-litmos.litmosReport';
		parrot.say(() => ({ text: JSON.stringify([{ Id: 'a', UserName: `x${GUID}` }]) }));
		const parameters = {
			period: 'between',
			since: '2026-01-01',
			to: '2026-01-05',
			simplify: false,
		};
		const rows = await run('peopleFeed: getUsers', parameters, { type });
		expect(rows.items.length).toBeGreaterThan(0);
		expect(leaks(shownBy(rows), GUID)).toBe(false);
		parrot.say(() => ({ status: 406, text: JSON.stringify({ Detail: `bad ${GUID}` }) }));
		const failed = await run('peopleFeed: getUsers', parameters, { type });
		expect(failed.error?.message).toContain('bad …');
		expect(leaks(shownBy(failed), GUID)).toBe(false);
	});

	it('is in no webhook event, not in what is fetched for it, and the secret of the webhook neither', async () => {
		const litmosApi = account();
		const event = {
			...eventOf(1),
			url: `https://n8n.example.com/?secret=${AGREED}`,
			[`at ${AGREED}`]: encodeURIComponent(`Basic ${Buffer.from(AGREED).toString('base64')}`),
		};
		for (const status of [200, 409]) {
			parrot.say(() => ({
				status,
				text: JSON.stringify({ Id: 'a', Note: `x ${GUID} ${AGREED}` }),
			}));
			const parameters = { secretIn: 'address', alsoFetch: 'both' };
			const server = await startTrigger(parameters, { credentials: { litmosApi } });
			await post(`${server.url}?secret=${AGREED}`, event);
			const [done] = await Promise.all(server.started);
			const shown = shownBy([done!.nodes.Trigger, server.events]);
			expect(shown).toContain('https://n8n.example.com/?secret=…');
			expect(shown).toContain('x … …');
			expect(leaks(shown, GUID) || leaks(shown, AGREED)).toBe(false);
		}
	});

	it('is in no event of the trigger, not in its error, and not in what it keeps', async () => {
		const engine = createEngine({
			credentials: { litmosApi: account() },
		});
		const node = {
			id: 'node',
			name: 'Node',
			type: 'n8n-nodes-litmos.litmosTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { event: 'userCreated', simplify: false },
		};
		const at = `/Date(${String(Date.now() - 60_000)})/`;
		const row = { Id: 'a', UserName: `x ${GUID}`, CreatedDate: at, UpdatedDate: at };
		parrot.say(() => ({ text: JSON.stringify([row]) }));
		const shown = await engine.run({ nodes: [node], connections: {} }, { mode: 'manual' });
		expect(shownBy(shown)).toContain('x …');
		expect(leaks(shownBy(shown), GUID)).toBe(false);
		parrot.say(() => ({ status: 403, text: JSON.stringify({ Message: `no ${GUID}` }) }));
		const failed = await engine.run({ nodes: [node], connections: {} }, { mode: 'manual' });
		expect(shownBy(failed)).toContain('no …');
		expect(leaks(shownBy(failed), GUID)).toBe(false);
	});
});

describe('B8 Keys that are cut, and what stands beside them', () => {
	const escaped = (text: string, write: (hex: string) => string) =>
		[...text].map((sign) => write(sign.charCodeAt(0).toString(16))).join('');

	it.each([
		['with dots after it', `${GUID.slice(0, 28)}...`],
		['with an ellipsis after it', `${GUID.slice(0, 28)}…"`],
		['without dashes', GUID.replace(/-/g, '').slice(0, 30)],
		['within an entity', `${escaped(GUID.slice(0, 30), (hex) => `&#x${hex};`)}&#`],
		['within a percent sign', `${escaped(GUID.slice(0, 30), (hex) => `%${hex}`)}%3`],
		['within a backslash', `${escaped(GUID.slice(0, 30), (hex) => `\\u00${hex}`)}\\u00`],
		['in Base64', Buffer.from(GUID).toString('base64').slice(0, 44)],
	])('are hidden %s', async (_how, cut) => {
		parrot.say(() => ({ status: 409, text: `Invalid key ${cut}` }));
		const { error } = await run('user: create', ADA);
		expect(error?.message).toMatch(/Invalid key …$/);
	});

	it('leave words as they are that a secret has in it', () => {
		const { redact } = createRedactor(['litmos-learning-webhook-2026']);
		const course = { Title: 'Introduction to E-learning', Type: 'e-learning' };
		expect(redact(course)).toEqual(course);
		expect(redact('the secret litmos-learning-webh')).toBe('the secret …');
	});

	it('leave a piece of a password, which people choose out of words', () => {
		const { redact, carry } = createRedactor([]);
		const chosen = 'holiday-in-the-mountains-2026';
		carry({ body: JSON.stringify({ Password: chosen }) });
		expect(redact('not holiday-in-the-mountains-2026!')).toBe('not …!');
		expect(redact('a holiday-in-the-mountains')).toBe('a holiday-in-the-mountains');
	});

	it.each(['Şifre2024!', '12345ΟΔΟΣ', 'ÄRGER-2024'])(
		'is hidden whatever stands beside it: %s',
		(secret) => {
			const { redact } = createRedactor([secret]);
			for (const [before, after] of [
				['', ''],
				['İbrahim ', ' İ'],
				['x', 'x'],
				['Σ ', ' ς'],
			])
				expect(redact(`${before}${secret}${after}`)).toBe(`${before}…${after}`);
		},
	);
});

describe('B8 Passwords that are short', () => {
	const create = async (Password: string, Detail: string) => {
		parrot.say(() => ({ status: 409, text: JSON.stringify({ Detail }) }));
		const { error } = await run('user: create', { ...ADA, additionalFields: { Password } });
		return String(error?.message);
	};

	it.each(['a', 'e', 'is', 'the', ' '])('leaves the words as they are: "%s"', async (password) => {
		const told = await create(password, 'The name is taken');
		expect(told).toBe('Litmos refused the values: The name is taken');
	});

	it('is hidden as a word of its own, not inside of others', async () => {
		expect(await create('name', 'rename the name now')).toContain('rename the … now');
	});

	it('is hidden by the name of its field all the same', async () => {
		expect(await create('ab', '{"Password":"ab"} is too short')).not.toContain('ab"');
	});
});

describe('B9 Login keys and passwords by their names', () => {
	it.each(named(attacks['B9 Login keys and passwords by their names']))(
		'is in nothing that comes out: %s',
		async (_name, { text, isXml }) => {
			parrot.say(() => ({ text }));
			const answerFormat = isXml ? 'xml' : 'json';
			const data = await run('customApiCall: send', { path: '/x', answerFormat });
			expect(data.error).toBeUndefined();
			expect(leaks(shownBy(data), UNSEEN)).toBe(false);
			if (text.includes('kept')) expect(shownBy(data)).toContain('kept');
			for (const status of [400, 409, 500]) {
				parrot.say(() => ({ status, text }));
				const failed = await run('customApiCall: send', { path: '/x' });
				expect(failed.error).toBeDefined();
				expect(leaks(shownBy(failed), UNSEEN)).toBe(false);
			}
			parrot.say(() => ({ status: 409, text: JSON.stringify({ Detail: text }) }));
			const quoted = await run('customApiCall: send', { path: '/x' });
			expect(leaks(shownBy(quoted), UNSEEN)).toBe(false);
		},
	);

	it.each(named(attacks['B9 What only looks like one']))(
		'is told from what only looks like one: %s',
		async (_name, { text }) => {
			parrot.say(() => ({ text }));
			const { items } = await run('customApiCall: send', { path: '/x' });
			const plain = text.replace('&amp;', '&');
			expect(items.map(({ json }) => json)).toEqual([JSON.parse(plain)]);
		},
	);
});
