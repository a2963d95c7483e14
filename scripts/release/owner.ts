/** Who the package belongs to, as package.json says. */
export interface Owner {
	/** OWNER/NAME at GitHub. */
	repository: string;
	name: string;
	email: string;
}

export interface Manifest {
	version: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { url: string };
	bugs: { url: string };
}

/**
 * What stands for the owner until there is one. package.json has it, and whatever else names the owner
 * follows from there: `npm run owner` changes all of it.
 */
export const PLACEHOLDER: Owner = {
	// In two parts, so that `npm run owner` does not take this for one of the places.
	repository: ['n8n-nodes-litmos', 'n8n-nodes-litmos'].join('/'),
	name: ['n8n-nodes-litmos', 'maintainers'].join(' '),
	email: ['maintainers', 'users.noreply.github.com'].join('@'),
};

const GITHUB = /^git\+https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\.git$/;

export function ownerOf({ author, repository }: Manifest): Owner {
	const [, name = ''] = GITHUB.exec(repository.url) ?? [];
	return { repository: name, name: author.name, email: author.email };
}

/** What keeps this package from being published, in sentences; `actual` is the repository that publishes it. */
export function faultsOf(manifest: Manifest, actual?: string): string[] {
	const owner = ownerOf(manifest);
	const placeholders = (Object.keys(PLACEHOLDER) as Array<keyof Owner>).filter(
		(part) => owner[part] === '' || owner[part] === PLACEHOLDER[part],
	);
	const page = `https://github.com/${owner.repository}`;
	const isWhole = manifest.homepage === page && manifest.bugs.url === `${page}/issues`;
	return [
		...placeholders.map(
			(part) => `The ${part} in package.json is a placeholder. Set the owner: npm run owner`,
		),
		...(isWhole ? [] : ['homepage, bugs and repository in package.json differ.']),
		...(actual !== undefined && actual !== owner.repository
			? [`package.json names ${owner.repository}, but this is ${actual}: npm would refuse it.`]
			: []),
	];
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const REPOSITORY = /^[\w.-]+\/[\w.-]+$/;

/** @throws Error that says what is wrong with it */
export function ownerFrom(args: readonly string[]): Owner {
	const [repository = '', name = '', email = ''] = args;
	const isUsable = REPOSITORY.test(repository) && name.trim() !== '' && EMAIL.test(email);
	if (isUsable && args.length === 3) return { repository, name: name.trim(), email };
	throw new Error(
		'Usage: npm run owner -- OWNER/REPOSITORY "Name of the author" address@example.com',
	);
}

/** Where GitHub shows the pages of a repository, without the protocol. */
export function siteOf(repository: string): string {
	const [owner = '', name = ''] = repository.split('/');
	return `${owner.toLowerCase()}.github.io/${name}`;
}

/** The same text under another owner. */
export const underOwner = (text: string, from: Owner, to: Owner): string =>
	text
		.replaceAll(from.repository, to.repository)
		.replaceAll(siteOf(from.repository), siteOf(to.repository))
		.replaceAll(from.email, to.email)
		.replaceAll(from.name, to.name);
