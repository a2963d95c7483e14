// The estimate that ships against real tokenizers: whatever the text, an answer has at most 4,000 tokens.
import type { IDataObject } from 'n8n-workflow';
import { answerItems } from '../../nodes/shared/operation/tool/answer';
import { MOST_TOKENS, tokensOf } from '../agents/support/tokens';

let seed = 7;
const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
const between = (from: number, to: number) => () =>
	String.fromCodePoint(from + random(to - from + 1));
const among = (signs: string) => () => signs[random(signs.length)] ?? '';
const textOf = (sign: () => string, length: number) => Array.from({ length }, sign).join('');

const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const SIGNS: ReadonlyArray<readonly [kind: string, sign: () => string]> = [
	['small letters', among(SMALL)],
	['capitals', among(SMALL.toUpperCase())],
	['coded IDs', among(`${SMALL}${SMALL.toUpperCase()}0123456789-_`)],
	['digits', between(0x30, 0x39)],
	['signs', among('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')],
	['line breaks and quotes', among('\n\r\t"\\')],
	['control characters', between(0, 0x1f)],
	['accents', between(0xe0, 0xff)],
	['Cyrillic', between(0x430, 0x44f)],
	['Arabic', between(0x621, 0x64a)],
	['Devanagari', between(0x905, 0x939)],
	['Japanese', between(0x3041, 0x3096)],
	['Chinese', between(0x4e00, 0x9fa5)],
	['Korean', between(0xac00, 0xd7a3)],
	['emoji', between(0x1f300, 0x1f5ff)],
	['cuneiform', between(0x12000, 0x12300)],
	['zero-width', among('\u200b\u200c\u200d\u2060')],
];

const all = { count: 0, isEnd: true, isComplete: true, rows: [] };
const answerTo = (rows: readonly IDataObject[]) =>
	answerItems(
		rows.map((json) => ({ json })),
		[all],
	).map(({ json }) => json);

describe('an answer of a tool has at most 4,000 tokens', () => {
	it.each(SIGNS)(
		'of %s: in many rows, in one long text, in many columns, in a list',
		(_kind, sign) => {
			const row = () => ({ Id: textOf(sign, 20), Name: textOf(sign, 40) });
			const shapes: IDataObject[][] = [
				Array.from({ length: 500 }, row),
				[{ Name: textOf(sign, 60_000) }],
				[Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`c${at}`, textOf(sign, 9)]))],
				[
					Object.fromEntries(
						Array.from({ length: 300 }, (_, at) => [`${textOf(sign, 300)}${at}`, 1]),
					),
				],
				[{ rows: Array.from({ length: 400 }, row) }],
				Array.from({ length: 40 }, () => ({ html: textOf(sign, 900), rows: [row(), row()] })),
			];
			for (const rows of shapes) {
				const answer = answerTo(rows);
				const text = JSON.stringify(answer);
				expect(tokensOf(text)).toBeLessThanOrEqual(MOST_TOKENS);
				// Something of it is there, and that it is not all is said.
				expect(answer.length).toBeGreaterThan(1);
				expect(String(answer[0]?.note)).toMatch(/rows are shown|are shortened/);
			}
		},
	);

	it('and uses a good part of them for records', () => {
		const rows = Array.from({ length: 400 }, (_, at) => ({
			UserName: `ada.example${at}@example.com`,
			Status: 'Overdue',
			CourseName: 'Safety at Work',
			DueDate: '2027-01-31T12:00:00Z',
		}));
		expect(tokensOf(JSON.stringify(answerTo(rows)))).toBeGreaterThan(1500);
	});

	it('says both, in sentences of their own, where rows are left out and texts are cut', () => {
		const long = Array.from({ length: 400 }, (_, at) => ({ a: 'x '.repeat(9000), at }));
		const [{ note } = { note: '' }] = answerTo(long);
		expect(note).toMatch(/rows are shown\. .*\. Long texts and lists are shortened; /);
	});

	it('leaves what fits as it is, without a note', () => {
		const rows = [{ Name: 'Safety', Tags: ['a', 'b'] }, { Name: null }];
		expect(answerTo(rows)).toEqual(rows);
	});

	it('says so where there is nothing', () => {
		expect(answerTo([])).toEqual([{ note: expect.stringMatching(/^0 rows/) as string }]);
	});

	it('stays linear, and ends, for what is nested without end', () => {
		let nested: IDataObject = { end: textOf(among(SMALL), 20_000) };
		for (let depth = 0; depth < 2000; depth++) nested = { nested, more: 'x'.repeat(50) };
		const text = JSON.stringify(answerTo([nested]));
		expect(tokensOf(text)).toBeLessThanOrEqual(MOST_TOKENS);
		expect(text).toContain('"more":"xxxxx');
	});

	it('keeps characters of two halves whole where it cuts', () => {
		const text = JSON.stringify(answerTo([{ a: `x${'😀'.repeat(9000)}`, b: '😀'.repeat(9000) }]));
		expect(text).not.toMatch(/\\ud[89ab]/i);
	});
});
