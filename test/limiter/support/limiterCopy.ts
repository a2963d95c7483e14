/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests do not ship */
import * as crypto from 'node:crypto';
import { join } from 'node:path';
import * as limiter from 'limiter';
import type * as AllotmentModule from '../../../nodes/shared/limiter/allotment';
import type * as LimiterModule from '../../../nodes/shared/limiter/limiter';
import type { Clock } from '../../../nodes/shared/limiter/limiter';
import type * as LimitersModule from '../../../nodes/shared/limiter/limiters';
import type { Replacement } from '../../../scripts/mutation/replaceOnce';
import { loadCopies } from '../../support/copies';

/** A copy of the limiter of its own. */
export interface Copy {
	limiter: typeof LimiterModule;
	limiters: typeof LimitersModule;
	allotment: typeof AllotmentModule;
}

const FOLDER = join(__dirname, '../../../nodes/shared/limiter');

/**
 * Loads a fresh copy of the limiter, with a fault if one is given, in the time of `clock`. Copies with
 * the same function `sleep` share their state, as they do in one process. `folder`: the limiter of another tree.
 */
export function loadCopy(clock: Pick<Clock, 'sleep'>, fault?: Replacement, folder = FOLDER): Copy {
	const packages: Record<string, unknown> = {
		limiter,
		'node:crypto': crypto,
		'n8n-workflow': { sleep: clock.sleep },
	};
	const mutations = fault ? [{ file: fault.file, changes: [[fault.from, fault.to]] as const }] : [];
	const parts = ['limiter', 'limiters', 'allotment'];
	const originals = { folder, isCopied: () => true, outside: (name: string) => packages[name] };
	return loadCopies(originals, parts, mutations) as unknown as Copy;
}
