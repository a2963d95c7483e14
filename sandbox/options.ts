import type { LimitModel } from './http/limits';

/** How the sandbox is set up; what is marked unknown has no evidence and can be chosen. */
export interface SandboxOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	people?: number;
	teams?: number;
	courses?: number;
	/** Courses more for everybody, all completed in the last 90 days: for reports about a great many. */
	results?: number;
	seed?: number;
	/** Time before each answer; arrivals are logged and limited before it. */
	latencyMs?: number | readonly [min: number, max: number];
	limit?: {
		model: LimitModel;
		perMinute?: number;
		/** unknown: whether refused calls count against the limit. */
		countRefused?: boolean;
		/** S: 503 with its text; AE alone says 429. */
		refusal?: '503text' | '429';
	};
	apiKeys?: readonly string[];
	/** Known keys of accounts without API access: 401 as well (S). */
	apiDisabledKeys?: readonly string[];
	/** HTML entities in JSON strings (C, P). */
	entities?: boolean;
	escapeSlashes?: boolean;
	/** Extra rows on every full page (T: slightly more than `limit` rows come back). */
	overfull?: number;
	/** The largest page; S, D: 1000. unknown: larger limits are silently capped. */
	pageCap?: number;
	/** unknown: the JSON answer of GET /users/{id}/usercustomfields; P's course fields suggest the first. */
	customFieldShape?: 'fieldnameValue' | 'object' | 'arrayOfObjects';
	/** Rows of /users/details: whole records are assumed; S has them without Password and Culture, and EnableTextNotifications with an s. */
	userDetails?: 'whole' | 'documented';
	/** D says Items, S says Item. */
	paginatedKey?: 'Items' | 'Item';
	/** S says 200, D says 201 for POST /teams/{id}/courses. */
	teamCoursesStatus?: 200 | 201;
	/** S: deleting a user nobody knows is 403 or 404, with one text. */
	unknownUserDelete?: 403 | 404;
	/** PUT /teams/{id}: empty like every recorded PUT (C), or the team, which J parses. */
	teamUpdateAnswer?: 'empty' | 'team';
	/** unknown: what a feed answers without rows; S says 404 for five of them, and an empty list is assumed. */
	emptyFeed?: 'list' | '404';
	/** unknown: whether both ends belong to the span of a feed, or neither. */
	spanEnds?: 'inside' | 'outside';
	/** unknown: whether a row belongs to a span by when it was made as well, or only by its last change. */
	spanCounts?: 'madeOrChanged' | 'changed';
	/** "Job Role is invalid" (S) needs a list; without one every job role is taken. */
	jobRoles?: readonly string[];
	/** How long an import waits before it is carried out; unknown, so at once. */
	importMs?: number;
	/** GET /tokens/{tokenId}: a list of one (D) or an object (S). */
	tokenAnswer?: 'list' | 'object';
	/** The path that deletes a collection: /collections/{id} (D) or /collection/{id} (S). */
	collectionDelete?: 'plural' | 'singular';
	lrs?: LrsOptions;
	/** The sandbox's wall clock, for tests. */
	clock?: () => number;
}

/** The learning record store: who may use it, and what X leaves to the store. */
export interface LrsOptions {
	username: string;
	password: string;
	/** The most statements of a page. */
	pageCap: number;
	/** X: a statement that the store has already is taken again, or refused by 409 like a different one; taken when not said. */
	repeated?: 'taken' | '409';
	/** unknown: S has another path for PUT; one store may know none. */
	withoutPut?: true;
}

/** The options with every default filled in. */
export type Settings = Required<Omit<SandboxOptions, 'limit' | 'jobRoles'>> & {
	limit: Required<NonNullable<SandboxOptions['limit']>>;
	jobRoles: readonly string[] | null;
};

/** Opens the learning record store unless another login is chosen. */
export const LRS_LOGIN = { username: 'sandbox-store', password: 'sandbox-store-password' };

const DEFAULTS: Settings = {
	port: 0,
	people: 200,
	teams: 20,
	courses: 30,
	results: 0,
	seed: 1,
	latencyMs: 0,
	// D: 100 requests per minute and key. The sandbox does not limit unless it is asked to.
	limit: { model: 'none', perMinute: 100, countRefused: false, refusal: '503text' },
	apiKeys: ['sandbox-key'],
	apiDisabledKeys: [],
	entities: false,
	escapeSlashes: true,
	overfull: 0,
	pageCap: 1000,
	customFieldShape: 'fieldnameValue',
	userDetails: 'whole',
	paginatedKey: 'Items',
	teamCoursesStatus: 201,
	unknownUserDelete: 404,
	teamUpdateAnswer: 'empty',
	emptyFeed: 'list',
	spanEnds: 'inside',
	spanCounts: 'madeOrChanged',
	jobRoles: null,
	importMs: 0,
	tokenAnswer: 'list',
	collectionDelete: 'plural',
	lrs: { ...LRS_LOGIN, pageCap: 100 },
	clock: () => Date.now(),
};

/** Fills in the defaults. */
export const withDefaults = (options: SandboxOptions): Settings => ({
	...DEFAULTS,
	...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
	limit: { ...DEFAULTS.limit, ...options.limit },
	jobRoles: options.jobRoles ?? null,
});
