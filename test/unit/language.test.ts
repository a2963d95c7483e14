// The rules for texts notice what they are there for, and leave plain English alone.
import { PHRASES, phrasesIn } from '../../scripts/language/phrases';
import { linesOf, literalsIn } from '../../scripts/language/texts';

const PLAIN = [
	'It never emails anyone unless you turn on Send Email.',
	'It never changes fields you did not set. It never creates a record twice.',
	'Two requests per minute are reserved for the editor',
	'To rule out duplicates, check the event ID first.',
	'Polls at the times above (minimum 1 minute). Each poll uses at least 1 request; large backlogs continue in the next poll.',
	'Must match exactly (not case-sensitive)',
	'Column names ignore case and spaces',
	'Whether the import was started in the Litmos UI',
	'The field "Body" is not valid JSON',
	'Litmos is temporarily unavailable',
	'An upcoming session was created. A completion has expired.',
	'Otherwise no one is emailed. Plain http:// is accepted for this machine only (localhost).',
	'Response Format',
	'If nothing would change, nothing is sent.',
	'People Sync keeps users up to date',
];

it.each(PHRASES.map((phrase) => [phrase.example, phrase] as const))(
	'"%s" is reported, with what to say instead',
	(example, { wrong, say, inPanels }) => {
		expect(phrasesIn(example, true)).toContain(`"${wrong.exec(example)?.[0]}": say ${say}`);
		expect(phrasesIn(example.toUpperCase(), true).length).toBeGreaterThan(0);
		if (inPanels) expect(phrasesIn(example, false)).toEqual([]);
	},
);

it.each(PLAIN)('"%s" is left alone', (text) => {
	expect(phrasesIn(text, true)).toEqual([]);
});

describe('what is looked at', () => {
	it('are the literals of code with their lines, templates whole, without comments, imports and values', () => {
		const source = [
			"import { a } from './a b';",
			'// A comment about people',
			"const b = { name: 'Field', value: 'field', hint: 'Two words' };",
			'const c = `Item ${b} of people`;',
		].join('\n');
		expect(literalsIn(source)).toEqual([
			{ line: 3, text: 'Field' },
			{ line: 3, text: 'Two words' },
			{ line: 4, text: 'Item ${b} of people' },
		]);
	});

	it('are the lines of pages with their numbers, without code', () => {
		const page = ['One `nobody` line', '```sh', 'nobody', '```', 'Two'].join('\n');
		expect(linesOf(page)).toEqual([
			{ line: 1, text: 'One  line' },
			{ line: 5, text: 'Two' },
		]);
	});
});
