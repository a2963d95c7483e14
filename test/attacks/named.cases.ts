import type { INodeParameters } from 'n8n-workflow';
import type { State } from '../../sandbox/state/state';
import { by } from '../engine/support/locatorValue';

/** What a person drags or types, or a model fills in, to mean one record. */
export interface Naming {
	name: string;
	operation: string;
	field: 'userId' | 'courseId' | 'teamId';
	mode: string;
	/** What stands in the field. */
	value: (state: State) => string;
	/** What else is set. */
	set?: (state: State) => INodeParameters;
	/** Whether the very record that was meant is changed. */
	isDone: (state: State) => boolean;
}

/** The records that are meant: their names are nobody else's. */
export const meant = (state: State) => ({
	user: [...state.users.values()][5]!,
	team: [...state.teams.values()][6]!,
	course: [...state.courses.values()][3]!,
});

/** Nothing of what the operations below do is done yet. */
export function arrange(current: State): void {
	const { user, team, course } = meant(current);
	team.Name = 'A Team of Its Own';
	course.Name = 'A Course of Its Own';
	user.Active = true;
	user.City = '';
	user.Email = 'of.its.own@example.com';
	team.members.delete(user.Id);
	team.courses.clear();
	current.enrolments.set(user.Id, new Map());
}

const USER_VALUES: Readonly<Record<string, (state: State) => string>> = {
	'an email address': (state) => meant(state).user.Email,
	'an email address in capitals': (state) => meant(state).user.Email.toUpperCase(),
	'an email address with spaces around': (state) => ` ${meant(state).user.Email}\n`,
	'a username': (state) => meant(state).user.UserName,
	'an ID': (state) => meant(state).user.Id,
	'an address of the API': (state) =>
		`https://api.litmos.com/v1.svc/users/${meant(state).user.Id}?source=n8n`,
};

const COURSE_VALUES: Readonly<Record<string, (state: State) => string>> = {
	'a name': (state) => meant(state).course.Name,
	'a name in capitals': (state) => meant(state).course.Name.toUpperCase(),
	'the number of the browser': (state) => String(meant(state).course.OriginalId),
	'an address of the browser': (state) =>
		`https://example.litmos.com/course/${meant(state).course.OriginalId}?tab=2`,
	'an ID': (state) => meant(state).course.Id,
	'an address of the API': (state) =>
		`https://api.litmos.com/v1.svc/courses/${meant(state).course.Id}`,
};

const TEAM_VALUES: Readonly<Record<string, (state: State) => string>> = {
	'a name': (state) => meant(state).team.Name,
	'a name in small letters': (state) => meant(state).team.Name.toLowerCase(),
	'an address of the browser': (state) =>
		`https://example.litmos.com/team/${meant(state).team.OriginalId}/people`,
	'an ID': (state) => meant(state).team.Id,
	'an address of the API': (state) =>
		`https://api.litmos.com/v1.svc/teams/${meant(state).team.Id}/`,
};

export type Target = Omit<Naming, 'name' | 'field' | 'mode' | 'value'>;

const isMember = (state: State) => meant(state).team.members.has(meant(state).user.Id);
const hasCourse = (state: State) =>
	state.enrolments.get(meant(state).user.Id)?.has(meant(state).course.Id) === true;

const hasTeamCourse = (state: State) => meant(state).team.courses.has(meant(state).course.Id);

export const USER_TARGETS: readonly Target[] = [
	{
		operation: 'teamMember: add',
		set: (state) => ({ teamId: by('list', meant(state).team.Id) }),
		isDone: isMember,
	},
	{
		operation: 'userTeam: add',
		set: (state) => ({ teamId: by('list', meant(state).team.Id) }),
		isDone: isMember,
	},
	{
		operation: 'userCourse: assign',
		set: (state) => ({ courseId: by('list', meant(state).course.Id) }),
		isDone: hasCourse,
	},
	{ operation: 'user: deactivate', isDone: (state) => !meant(state).user.Active },
	{
		operation: 'user: update',
		set: () => ({ updateFields: { City: 'Changed' } }),
		isDone: (state) => meant(state).user.City === 'Changed',
	},
];

export const COURSE_TARGETS: readonly Target[] = [
	{
		operation: 'userCourse: assign',
		set: (state) => ({ userId: by('list', meant(state).user.Id) }),
		isDone: hasCourse,
	},
	{
		operation: 'teamCourse: assign',
		set: (state) => ({ teamId: by('list', meant(state).team.Id) }),
		isDone: hasTeamCourse,
	},
];

export const TEAM_TARGETS: readonly Target[] = [
	{
		operation: 'teamMember: add',
		set: (state) => ({ userId: by('list', meant(state).user.Id) }),
		isDone: isMember,
	},
	{
		operation: 'userTeam: add',
		set: (state) => ({ userId: by('list', meant(state).user.Id) }),
		isDone: isMember,
	},
	{
		operation: 'teamCourse: assign',
		set: (state) => ({ courseId: by('list', meant(state).course.Id) }),
		isDone: hasTeamCourse,
	},
	{
		operation: 'team: update',
		set: () => ({ updateFields: { Description: 'Changed' } }),
		isDone: (state) => meant(state).team.Description === 'Changed',
	},
];

/** Every value in every mode: n8n puts what is dragged where it likes, and people do not look at the mode. */
const KINDS = [
	['userId', ['id', 'userName', 'email'], USER_VALUES, USER_TARGETS],
	['courseId', ['id', 'name', 'url'], COURSE_VALUES, COURSE_TARGETS],
	['teamId', ['id', 'name', 'url'], TEAM_VALUES, TEAM_TARGETS],
] as const;

const namings: Naming[] = KINDS.flatMap(([field, modes, values, targets]) =>
	targets.flatMap((target) =>
		modes.flatMap((mode) =>
			Object.entries(values).map(([what, value]) => ({
				...target,
				name: `${target.operation}: ${what} in ${field}, by ${mode}`,
				field,
				mode,
				value,
			})),
		),
	),
);

/** What means no record, or several. */
export interface Misnaming extends Omit<Naming, 'isDone'> {
	message: RegExp;
	/** Made to be mistaken. */
	arrange?: (state: State) => void;
}

const NOBODY: ReadonlyArray<readonly [string, string]> = [
	['a name that nobody has', 'No Such Thing'],
	['an address that nobody has', 'nobody@example.com'],
	['an ID that nobody has', 'AAAAAAAAAAA1'],
	['a long ID that nobody has', 'AAAAAAAAAAAAAAAAAAAAAA2'],
	['a number that nobody has', '99999999'],
	['the text of an object', '[object Object]'],
	['a list of IDs', 'AAAAAAAAAAA1,BBBBBBBBBBB1'],
	['undefined', 'undefined'],
];

const misnamings: Misnaming[] = [
	...KINDS.flatMap(([field, , , targets]) =>
		targets.flatMap(({ operation, set }) =>
			NOBODY.map(([what, value]) => ({
				operation,
				set,
				name: `${operation}: ${what} in ${field}`,
				field,
				mode: 'id',
				value: () => value,
				message: /was not found|was found in Litmos/,
			})),
		),
	),
	...USER_TARGETS.map(({ operation, set }) => ({
		operation,
		set,
		name: `${operation}: an address that two people have`,
		field: 'userId' as const,
		mode: 'id',
		arrange: (state: State) => {
			const [, one, two] = [...state.users.values()];
			Object.assign(one!, { Email: 'shared@example.com' });
			Object.assign(two!, { Email: 'shared@example.com' });
		},
		value: () => 'shared@example.com',
		message: /^2 users in Litmos have the .* "shared@example\.com"/,
	})),
];

export const attacks = {
	'A1 What is dragged, typed or filled in': namings,
	'A1 What names no record, or several': misnamings,
} as const;
