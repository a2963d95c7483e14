// The other pages that `npm run site` prints.
import { readFileSync } from 'node:fs';
import { PRINTED } from '../scripts/site/repository';

export default {
	paths: () =>
		JSON.parse(readFileSync(PRINTED, 'utf8'))
			.filter(({ isTop }) => isTop)
			.map(({ name, content }) => ({ params: { page: name }, content })),
};
