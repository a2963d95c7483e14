import type { FastifyInstance } from 'fastify';
import { checkFault, type Fault } from '../http/faults';
import { addHappenings } from './happen';
import { busiestMinute } from '../http/log';
import type { Context } from '../context';
import { contextOf } from '../http/contexts';

function summary({ state, entries, settings }: Context): Record<string, unknown> {
	return {
		standIn: 'A local stand-in built from evidence; not Litmos.',
		people: state.users.size,
		teams: state.teams.size,
		courses: state.courses.size,
		assignments: [...state.enrolments.values()].reduce((sum, mine) => sum + mine.size, 0),
		mails: state.mails.length,
		passwordChanges: state.passwordChanges.length,
		limit: settings.limit,
		requests: entries.length,
		refused: entries.filter((entry) => entry.because === 'limit').length,
		busiestMinute: busiestMinute(entries),
	};
}

function faultsIn(body: unknown): Fault[] {
	const value: unknown = JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '');
	return (Array.isArray(value) ? value : [value]).map(checkFault);
}

/** Not Litmos: the routes under /__sandbox, by which tests look behind the curtain. No key is needed. */
export function addControl(app: FastifyInstance): void {
	addHappenings(app);
	app.get('/__sandbox/log', (request) => contextOf(request).entries);
	app.delete('/__sandbox/log', (request) => {
		contextOf(request).entries.length = 0;
		return {};
	});
	app.get('/__sandbox/summary', (request) => summary(contextOf(request)));
	app.get('/__sandbox/faults', (request) => contextOf(request).faults.list());
	app.delete('/__sandbox/faults', (request) => {
		contextOf(request).faults.clear();
		return {};
	});
	app.post('/__sandbox/faults', (request, reply) => {
		const { faults } = contextOf(request);
		try {
			faultsIn(request.body).forEach((fault) => faults.add(fault));
			return faults.list();
		} catch (error) {
			return reply.code(400).send({ error: String(error) });
		}
	});
	app.get('/__sandbox/state/mails', (request) => contextOf(request).state.mails);
	app.get<{ Params: { id: string } }>('/__sandbox/state/users/:id', (request, reply) => {
		const user = contextOf(request).state.users.get(request.params.id);
		return user ?? reply.code(404).send({ error: 'no such user' });
	});
}
