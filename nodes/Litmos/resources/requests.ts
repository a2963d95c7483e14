import type { Output, RequestOperation, RequestSpec } from '../../shared/operation/types';

type Address = `/${string}`;
type Row = Pick<RequestOperation, 'request' | 'output' | 'warning'>;
type RecordOutput = Omit<Extract<Output, { kind: 'record' }>, 'kind'>;
type ListOutput = Omit<Extract<Output, { kind: 'list' }>, 'kind'>;

/**
 * The most IDs in one request. Litmos' own ceiling for collections and teams of a person (contract:
 * collections.addCourses, userTeams.assign). None is known for the other lists, so theirs is taken to be
 * the same (contract: userCourses.assign, userLearningPaths.assign, teamCourses.assign,
 * teamLearningPaths.assign, collectionListings.addUsers, modules.copyToCourse).
 */
export const IDS_PER_REQUEST = 25;

/** Reads one record. */
export const recordAt = (path: Address, output?: RecordOutput): Row => ({
	request: { method: 'GET', path },
	output: { kind: 'record', ...output },
});

/** Reads a list. */
export const listAt = (path: Address, output: ListOutput): Row => ({
	request: { method: 'GET', path },
	output: { kind: 'list', ...output },
});

/** Reads a list in which Litmos searches. */
export const searchAt = (path: Address, output: ListOutput): Row => ({
	request: { method: 'GET', path, query: ['search'] },
	output: { kind: 'list', ...output },
});

/** What the panel says before a record is removed. */
export const NO_UNDO = 'This permanently deletes the record. It cannot be undone.';

/** Removes a record for good. */
export const deleteAt = (path: Address, warning = NO_UNDO): Row => ({
	warning,
	request: { method: 'DELETE', path },
	output: { kind: 'done', json: { deleted: true } },
});

/** A body that lists IDs: items that differ in nothing else travel in one request. */
export const idList = (
	field: string,
	xml: string,
	batch: NonNullable<RequestSpec['batch']> = { max: IDS_PER_REQUEST, ignoresUnknown: true },
) => ({ body: [['Id', field]], xml, batch }) as const;
