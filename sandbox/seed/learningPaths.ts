import type { LearningPathRecord } from '../state/records';
import type { State } from '../state/state';

/** DK: OriginalIds of about this size. */
const FIRST_NUMBER = 123_456;

/** Two more paths that nobody has yet, one of them inactive. Draws nothing at random: that would change the tenant. */
export function seedMorePaths(state: State): void {
	const courses = [...state.courses.keys()];
	const more: Array<Pick<LearningPathRecord, 'Id' | 'Name' | 'Description' | 'Active'>> = [
		{ Id: 'pQ4nVr8TzKe1', Name: 'First Weeks', Description: 'What new people need', Active: true },
		{ Id: 'Hm2sYd6WcLx1', Name: 'Old Safety Rules', Description: '', Active: false },
	];
	more.forEach((path, index) => {
		const given = courses.slice(2 + 2 * index, 5 + 2 * index);
		if (given.length === 0) return;
		state.learningPaths.set(path.Id, {
			...path,
			OriginalId: FIRST_NUMBER + 1 + index,
			courses: given,
			teams: new Set(),
			people: new Map(),
		});
	});
}
