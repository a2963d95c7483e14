import { done, HttpError, type Answer } from '../../http/answers';
import { flagOf, recordsOf, textOf } from '../../http/body';
import { recordMail, wantsMail, type Call, type Route } from '../../http/call';
import { teamOf } from '../find';
import { list, searched } from '../../http/lists';
import { assignToTeam, unassignFromTeam, withSubTeams } from '../../state/teams';
import type { CourseRecord, TeamRecord } from '../../state/records';
import { courseSummary } from '../../views/courses';

interface Offer {
	courseId: string;
	inLibrary: boolean;
	/** Whether the body said which of the two it means. */
	isSaid: boolean;
}

const offersOf = (call: Call): Offer[] =>
	recordsOf(call.body).map((fields) => ({
		// K, D, C name the key Id, S names it CourseId, JE sends both.
		courseId: textOf(fields, 'Id') || textOf(fields, 'CourseId'),
		inLibrary: flagOf(fields, 'CourseTeamLibrary'),
		isSaid: textOf(fields, 'CourseTeamLibrary') !== '',
	}));

function listCourses(call: Call): Answer {
	// S: with its stray quotation mark left out.
	const team = teamOf(call, `The team ${call.params.teamId} does not exist.`);
	const known = (ids: ReadonlySet<string>): CourseRecord[] =>
		[...ids].map((id) => call.state.courses.get(id)).filter((course) => course !== undefined);
	// unknown: a course both assigned and in the library; two rows are assumed.
	const all = [
		...known(team.courses).map((course) => ({ course, inLibrary: false })),
		...known(team.library).map((course) => ({ course, inLibrary: true })),
	];
	const rows = searched(call, all, ({ course }) => [course.Name, course.Code]);
	return list(call, {
		rows,
		root: 'Courses',
		show: ({ course, inLibrary }) => courseSummary(course, inLibrary),
	});
}

/** D: true puts a course into the library only, false assigns it to the members. */
function give(call: Call, team: TeamRecord, offer: Offer): string[] {
	if (!offer.inLibrary)
		return assignToTeam(call.state, { team, courseId: offer.courseId }, call.now);
	team.library.add(offer.courseId);
	return [];
}

function assign(call: Call): Answer {
	const { teamId } = call.params;
	const refusal = `No team with this id ${teamId} exists in your organization, or you did not send any courses in your request`;
	const team = teamOf(call, refusal);
	const offers = offersOf(call);
	if (offers.length === 0) throw new HttpError(404, refusal);
	// K, D: includesubteams=true cascades; unknown ids are ignored.
	const teams =
		call.query.includesubteams?.toLowerCase() === 'true' ? withSubTeams(call.state, team) : [team];
	const known = offers.filter((offer) => call.state.courses.has(offer.courseId));
	const reached = teams.flatMap((each) => known.flatMap((offer) => give(call, each, offer)));
	// D, K: mail unless sendmessage=false. unknown: to whom; those who got something new are assumed.
	if (wantsMail(call, true))
		new Set(reached).forEach((userId) => recordMail(call, userId, 'team courses assigned'));
	return done(call.settings.teamCoursesStatus);
}

function isFromPath(call: Call, team: TeamRecord, courseId: string): boolean {
	const paths = [...call.state.learningPaths.values()];
	return paths.some((path) => path.teams.has(team.Id) && path.courses.includes(courseId));
}

function unassign(call: Call): Answer {
	const team = teamOf(
		call,
		`No team with this id ${call.params.teamId} exists in your organization`,
	);
	const offers = offersOf(call);
	if (offers.some((offer) => isFromPath(call, team, offer.courseId))) {
		throw new HttpError(
			403,
			'Course is assigned via Learning Path. Remove the team from the Learning Path to unassign from team',
		);
	}
	for (const offer of offers) {
		// unknown: without CourseTeamLibrary both are taken away.
		if (offer.inLibrary || !offer.isSaid) team.library.delete(offer.courseId);
		if (!offer.inLibrary) unassignFromTeam(call.state, team, offer.courseId);
	}
	return done();
}

export const teamCourseRoutes: readonly Route[] = [
	{ method: 'GET', path: '/teams/{teamId}/courses', handle: listCourses },
	{ method: 'POST', path: '/teams/{teamId}/courses', handle: assign },
	{ method: 'DELETE', path: '/teams/{teamId}/courses', handle: unassign },
];
