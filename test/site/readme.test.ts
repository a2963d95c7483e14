/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
// The README is shown by GitHub, by npm and in other places: what it has must work in all of them.
import { statSync } from 'node:fs';
import path from 'node:path';
import { rawUrl, ROOT } from '../../scripts/site/repository';
import { htmlIn, linkFaults, placesOf, read, targetsOf } from './support/pages';

const README = 'README.md';
const MOST_BYTES = 25_000;
const MOST_BYTES_OF_A_PICTURE = 2_000_000;

describe('the README', () => {
	const text = read(README);

	it('is short enough to be read', () => {
		expect(Buffer.byteLength(text)).toBeLessThan(MOST_BYTES);
	});

	it('has no HTML, which npm would take out', () => {
		expect(htmlIn(text)).toEqual([]);
	});

	it('has pictures that can be shown anywhere, one of them moving, none of them large', () => {
		const { pictures } = targetsOf(text);
		expect(pictures.some((picture) => picture.endsWith('.gif'))).toBe(true);
		for (const picture of pictures) {
			expect(picture.startsWith(rawUrl('docs/images/'))).toBe(true);
			const file = path.join(ROOT, picture.slice(rawUrl('').length));
			expect(statSync(file).size).toBeLessThan(MOST_BYTES_OF_A_PICTURE);
		}
	});

	it('has no link to what is not there', () => {
		expect(linkFaults(text, README)).toEqual([]);
	});

	it('says first what it does, then how to begin, then what to rely on', () => {
		const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
		expect(headings.slice(0, 4)).toEqual([
			'Install',
			'Credential',
			'First workflow',
			'What you can rely on',
		]);
	});

	it.each(['npm ci && npm run demo', 'npm ci && npm test', 'npm ci && npm start'])(
		'has a line to copy: %s',
		(line) => {
			expect(text).toContain(`\n\`\`\`sh\n${line}\n\`\`\`\n`);
		},
	);
});

describe('the search for faults', () => {
	it('finds files and headings that are not there', () => {
		const page = '# A\n\n[a](docs/none.md) [b](#none) [c](docs/limit.md#none) ![d](none.png)\n';
		expect(linkFaults(page, README)).toHaveLength(4);
		expect(linkFaults(`![e](${rawUrl('docs/images/none.png')})`, README)).toHaveLength(1);
	});

	it('lets pass what is there', () => {
		const page =
			'# A b\n\n[a](docs/limit.md#the-promise) [b](#a-b) [c](examples) [d](https://x.example)';
		expect(linkFaults(page, README)).toEqual([]);
		expect(linkFaults('[a](../README.md) [b](limit.md)', 'docs/x.md')).toEqual([]);
	});

	it('finds HTML, but not comments and places', () => {
		expect(htmlIn('a <img src="x">\n\n<picture>\n</picture>\n')).toHaveLength(2);
		expect(htmlIn('<!-- a -->\n\n- <a id="b"></a>**c**\n')).toEqual([]);
	});

	it('names headings as GitHub does', () => {
		const page = '# A\n\n## What `x` is: a **b**, c\n\n## A\n';
		expect([...placesOf(page)]).toEqual(['a', 'what-x-is-a-b-c', 'a-1']);
	});
});
