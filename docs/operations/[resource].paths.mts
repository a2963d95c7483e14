// The pages about operations, as `npm run site` prints them.
import { readFileSync } from 'node:fs';
import { PRINTED } from '../../scripts/site/repository';

export default {
	paths: () =>
		JSON.parse(readFileSync(PRINTED, 'utf8'))
			.filter(({ isTop }) => !isTop)
			.map(({ name, content }) => ({ params: { resource: name }, content })),
};
