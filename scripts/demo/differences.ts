import type { IDataObject } from 'n8n-workflow';
import type { Expected, ExpectedNode, ExpectedPerson } from './readExample';
import type { NodeReport, Report } from './runExample';

/** Everything in which a run is not as expected, each in a line that a person can read. */
export function differences(report: Report, expected: Expected): string[] {
	const { nodes, people, ...numbers } = expected;
	return [
		...(report.error === undefined ? [] : [`the run stopped: ${report.error}`]),
		...Object.entries(nodes).flatMap(([name, node]) => inNode(name, node, report)),
		...report.nodes.filter(({ name }) => !(name in nodes)).map(({ name }) => `"${name}" ran, too`),
		...Object.entries(people).flatMap(([name, person]) => inPerson(name, person, report)),
		...Object.entries(numbers).flatMap(([name, value]) =>
			compare(name, report[name as keyof typeof numbers], value),
		),
	];
}

function inNode(name: string, expected: ExpectedNode, report: Report): string[] {
	const node = report.nodes.find((one) => one.name === name);
	if (!node) return [`the node "${name}" did not run`];
	return [
		...compareItems(node, expected.items, report),
		...compare(`requests of "${name}"`, node.requests, expected.requests),
		...Object.entries(expected.counts ?? {}).flatMap(([field, values]) =>
			compare(`"${field}" in "${name}"`, countBy(node, field), values),
		),
		...(expected.has ?? [])
			.filter((facts) => !node.outputs.flat().some((item) => hasFacts(item, facts)))
			.map((facts) => `no item of "${name}" has ${JSON.stringify(facts)}`),
	];
}

function compareItems(
	{ name, outputs }: NodeReport,
	expected: ExpectedNode['items'],
	{ notFinished }: Report,
): string[] {
	const counts = outputs.map((output) => output.length);
	const what = `items of "${name}"`;
	if (Array.isArray(expected)) return compare(what, counts, expected);
	if (typeof expected === 'number') return compare(what, counts[0], expected);
	const known = expected.notFinishedIn.map((course) => notFinished.get(course) ?? 0);
	return compare(
		what,
		counts[0],
		known.reduce((sum, count) => sum + count, 0),
	);
}

/** How many items have which value in a field. */
export function countBy({ outputs }: NodeReport, field: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const item of outputs.flat()) {
		const value = String(item[field] ?? 'none');
		counts[value] = (counts[value] ?? 0) + 1;
	}
	return counts;
}

function inPerson(name: string, expected: ExpectedPerson | null, report: Report): string[] {
	const person = report.people.get(name.toLowerCase());
	if (!person) return expected ? [`${name} is not in the sandbox`] : [];
	if (!expected) return [`${name} is in the sandbox`];
	const { teamsInclude = [], coursesInclude = [], ...facts } = expected;
	return [
		...missing(person.teams, teamsInclude).map((team) => `${name} is not in the team "${team}"`),
		...missing(person.courses, coursesInclude).map((one) => `${name} has no course "${one}"`),
		...Object.entries(facts).flatMap(([field, value]) =>
			compare(`${field} of ${name}`, person[field], value),
		),
	];
}

function missing(present: readonly string[], wanted: readonly string[]): string[] {
	return wanted.filter((one) => !present.includes(one));
}

function hasFacts(item: IDataObject, facts: IDataObject): boolean {
	return Object.entries(facts).every(([field, value]) => text(item[field]) === text(value));
}

function compare(what: string, actual: unknown, expected: unknown): string[] {
	if (text(actual) === text(expected)) return [];
	return [`${what}: ${text(actual)} instead of ${text(expected)}`];
}

/** Independent of the order of members. */
function text(value: unknown): string {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return JSON.stringify(value) ?? 'nothing';
	}
	return JSON.stringify(Object.fromEntries(Object.entries(value).sort()));
}
