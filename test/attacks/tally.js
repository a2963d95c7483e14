const { readFileSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const PAGE = path.resolve(__dirname, '../../docs/security.md');
const START = '<!-- attacks:start -->\n';
const END = '<!-- attacks:end -->';

/** The class of an attack: what its outermost `describe` begins with, such as "B8 The key in an answer". */
const CLASS = /^([A-Z])(\d+) /;

/**
 * Counts the attacks by class, and those that the package survived, and prints them. After a run of all of them it
 * fails where the page says otherwise; with LITMOS_ACCEPT=write it writes the page.
 */
module.exports = class Tally {
	onRunComplete(_contexts, { testResults }) {
		const ran = testResults.filter(({ testFilePath }) => path.dirname(testFilePath) === __dirname);
		if (ran.length === 0) return;
		const attacks = ran.flatMap((file) => file.testResults);
		const table = tabulate(countByClass(attacks));
		process.stderr.write(`\nAttacks, by class:\n${table}\n`);
		const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
		const isWhole =
			ran.length === files.length && attacks.every(({ status }) => status !== 'pending');
		if (isWhole) this.compare(table);
	}

	compare(table) {
		const page = readFileSync(PAGE, 'utf8');
		const start = page.indexOf(START) + START.length;
		const fresh = `${page.slice(0, start)}\n${table}\n${page.slice(page.indexOf(END))}`;
		if (process.env.LITMOS_ACCEPT === 'write') writeFileSync(PAGE, fresh);
		else if (fresh !== page)
			this.error = new Error('docs/security.md says otherwise: npm run attacks writes it anew');
	}

	getLastError() {
		return this.error;
	}
};

function countByClass(attacks) {
	const counts = new Map();
	for (const { ancestorTitles, status } of attacks) {
		const title = ancestorTitles[0] ?? '';
		if (!CLASS.test(title) || status === 'pending') continue;
		const { tried, survived } = counts.get(title) ?? { tried: 0, survived: 0 };
		counts.set(title, { tried: tried + 1, survived: survived + Number(status === 'passed') });
	}
	return counts;
}

function tabulate(counts) {
	const numberOf = (title) =>
		CLASS.exec(title)[1].charCodeAt(0) * 1000 + Number(CLASS.exec(title)[2]);
	const classes = [...counts].sort(([a], [b]) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
	const sum = (key) => classes.reduce((total, [, count]) => total + count[key], 0);
	const rows = [
		['Class', 'Tried', 'Survived'],
		...classes.map(([title, { tried, survived }]) => [title, tried, survived]),
		['**All**', sum('tried'), sum('survived')],
	].map((row) => row.map(String));
	const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
	const line = ([title, ...numbers]) =>
		`| ${[title.padEnd(widths[0]), ...numbers.map((text, at) => text.padStart(widths[at + 1]))].join(' | ')} |`;
	const rule = `| ${'-'.repeat(widths[0])} | ${'-'.repeat(widths[1] - 1)}: | ${'-'.repeat(widths[2] - 1)}: |`;
	return `${[line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}
