/** The words of the plan. Nothing in this folder knows n8n or sends a request. */

/** A person as Litmos has them: the whole record, or what a list has of it. */
export interface Person {
	readonly Id: string;
	readonly UserName: string;
	readonly Active: boolean;
	readonly [column: string]: unknown;
}

export interface Team {
	readonly Id: string;
	readonly Name: string;
	/** Empty at the top level. */
	readonly parentId: string;
	/** Its code for imports. */
	readonly code: string;
}

/** What is in Litmos. */
export interface Current {
	people: readonly Person[];
	teams: readonly Team[];
	/** The IDs of people by the ID of their team, for the teams that matter. */
	members: ReadonlyMap<string, ReadonlySet<string>>;
	/**
	 * Usernames, in small letters, or IDs of those whom this run adds to Litmos or to the scope: they belong to it before
	 * they are in its team.
	 */
	added: ReadonlySet<string>;
	/** Why this run could not make a new team, by its `refKey`: nobody joins it, nor anything below it. */
	refusedTeams: ReadonlyMap<string, string>;
}

/** One row of the list that comes in. */
export interface Wanted {
	/** Its place in the list, from 0. */
	position: number;
	/** By column of Litmos: only what the row names. An empty text empties the column. */
	values: Readonly<Record<string, string>>;
	/** Username, employee ID or email address; an empty text for nobody. */
	manager?: string;
	/** Names, paths, codes or IDs; none of them where the row says nothing about teams. */
	teams?: readonly string[];
	active?: boolean;
	/** In milliseconds: from when the person is to be active. */
	from?: number;
	/** What cannot be read in the row. Such a person is left alone. */
	complaint?: string;
}

export type MatchColumn = 'UserName' | 'ExternalEmployeeId' | 'Email';

/** Whom the list speaks for. Nobody else is touched. */
export type Scope =
	| { by: 'everybody' }
	/** With the teams below it. */
	| { by: 'team'; teamId: string }
	| { by: 'field'; field: string; value: string };

export interface Rules {
	matchBy: MatchColumn;
	scope: Scope;
	/** What happens to people of the scope whom the list does not have. */
	missing: 'leave' | 'deactivate' | 'leaveTeams';
	/** Whether people who are back in the list can sign in again. */
	reactivates: boolean;
	/** Add only, or leave managed teams that the list does not name. */
	teams: 'add' | 'equal';
	/** Names, paths, codes or IDs of the managed teams. */
	managed: readonly string[];
	createsTeams: boolean;
	/** Usernames of protected people who may be deactivated all the same. */
	unprotected: readonly string[];
	safety: Safety;
	/** In milliseconds. */
	now: number;
}

export interface Safety {
	/** The most people to be deactivated: a share of the active people in the scope, or a number. */
	most: { percent: number } | { count: number };
	/** By how much the list may be shorter than the last time. */
	shrinkPercent: number;
	/** How long the list was the last time. */
	lastRows?: number;
}

export type Action = 'create' | 'update' | 'reactivate' | 'deactivate' | 'none';

/** A team that a person joins: one of Litmos, or a new one by its path. */
export type TeamRef = { team: Team } | { path: string };

/** What happens to one person. */
export interface Change {
	action: Action;
	/** Of the list; none for people whom it does not have. */
	row?: Wanted;
	/** In Litmos; none for new people. */
	person?: Person;
	userName: string;
	/** Column, then its value before and after. */
	fields: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
	/** The manager's ID is known only once this new person is in Litmos. */
	waitsFor?: string;
	joins: readonly TeamRef[];
	leaves: readonly Team[];
	leavesAllTeams: boolean;
	/** Nothing is done for this person, and why. */
	refused?: string;
	/** The same, where all is well: nobody need look at it. */
	passedOver?: string;
	/** What of the row is left out, and why; the rest is done. */
	leftOut: readonly string[];
}

/** A new team; what is above it comes before. */
export interface NewTeam {
	path: string;
	name: string;
	/** Of the team above: one of Litmos, or a new one; none at the top level. */
	parent?: TeamRef;
}

/** Why nothing at all is to be written. */
export interface Stop {
	message: string;
	todo: string;
}

export interface Plan {
	changes: readonly Change[];
	newTeams: readonly NewTeam[];
	stops: readonly Stop[];
	/** How many people of the scope are active now. */
	inScope: number;
	/** Columns of the list that Litmos does not show for people who exist. */
	notCompared: readonly string[];
}
