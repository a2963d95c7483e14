const UNRELEASED = '## Unreleased';

/** What a section says: the lines up to the next one. Undefined where there is no such section. */
export function sectionOf(changelog: string, title: string): string | undefined {
	const lines = changelog.split('\n');
	const begin = lines.indexOf(`## ${title}`);
	if (begin < 0) return undefined;
	const rest = lines.slice(begin + 1);
	const end = rest.findIndex((line) => line.startsWith('## '));
	return rest
		.slice(0, end < 0 ? undefined : end)
		.join('\n')
		.trim();
}

/** The history with what was unreleased under this version. It is written by hand: nothing is added to it. */
export function released(changelog: string, version: string): string {
	if (!sectionOf(changelog, 'Unreleased'))
		throw new Error(
			'CHANGELOG.md says nothing under "## Unreleased": what is new in this version?',
		);
	if (sectionOf(changelog, version) !== undefined)
		throw new Error(`CHANGELOG.md has ${version} already.`);
	return changelog.replace(UNRELEASED, `## ${version}`);
}
