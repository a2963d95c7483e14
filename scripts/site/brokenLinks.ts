/* eslint-disable @n8n/community-nodes/no-restricted-imports -- scripts do not ship */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { GITHUB, ROOT, rawUrl } from './repository';

export interface Links {
	/** How many were followed. */
	followed: number;
	/** To other sites, which cannot be reached from everywhere: they are listed only. */
	outside: string[];
	faults: string[];
}

/** Follows every link, picture and file of a site from its first page on. */
export async function followLinks(home: string): Promise<Links> {
	const { LinkChecker } = await import('linkinator');
	const { origin } = new URL(home);
	const outside = new Set<string>();
	const { links } = await new LinkChecker().check({
		path: home,
		recurse: true,
		linksToSkip: async (link) => {
			const isOutside = /^https?:/.test(link) && new URL(link).origin !== origin;
			if (isOutside) outside.add(link);
			return isOutside;
		},
	});
	const broken = links.filter(({ state }) => state === 'BROKEN');
	const lost = [...outside].filter((link) => !isInRepository(link));
	return {
		followed: links.filter(({ state }) => state === 'OK').length,
		outside: [...outside].sort(),
		faults: [
			...broken.map(({ url, status, parent }) => `${url} (${status}) on ${parent}`),
			...lost.map((link) => `${link} is not in the repository`),
		],
	};
}

/** A file of ours at GitHub is there if it is here; of other addresses nothing is known. */
function isInRepository(link: string): boolean {
	const file = [`${GITHUB}/blob/main/`, rawUrl('')].find((start) => link.startsWith(start));
	if (!file) return true;
	return existsSync(path.join(ROOT, decodeURIComponent(link.slice(file.length).split('#')[0]!)));
}
