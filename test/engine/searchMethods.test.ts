// Every list behind "From List" and every list with boxes, through the built nodes: it offers what the sandbox has.
import type { INodeListSearchItems, INodeParameters } from 'n8n-workflow';
import type { LoadedPackage } from '../support/loadedPackage';
import { loadPackage } from '../support/loadedPackage';
import { freshBench, naming } from './support/bench';
import { by } from './support/locatorValue';

const bench = freshBench();
const state = () => bench().sandbox.state;
const idsOf = (records: Iterable<{ Id: string }>) => [...records].map(({ Id }) => Id);

/** A course with an ILT module and its sessions. */
function training() {
	const [session] = state().ilt.sessions.values();
	const courses = [...state().courses.values()];
	const course = courses.find(({ modules }) => modules.some(({ Id }) => Id === session?.moduleId));
	if (!session || !course) throw new Error('The sandbox has no session');
	return { session, course };
}

const ATTENDANCE = naming('sessionParticipant: markAttendance');
const inCourse = () => ({ ...ATTENDANCE, courseId: by('id', training().course.Id) });
const inModule = () => ({ ...inCourse(), moduleId: by('id', training().session.moduleId) });
const inSession = () => ({ ...inModule(), sessionId: by('id', training().session.Id) });
const inCollection = () => {
	const [listing] = state().listings.values();
	return {
		...naming('listing: getUsers'),
		collectionId: by('id', String(listing?.CollectionId)),
	};
};

interface Expected {
	/** What is chosen in the panel. */
	chosen?: () => INodeParameters;
	/** The IDs that the sandbox has. None: the list is part of the package. */
	ids?: () => string[];
	/** How an entry is written. */
	entry: RegExp;
}

const SEARCHES: Readonly<Record<string, Expected>> = {
	searchCollections: { ids: () => idsOf(state().collections.values()), entry: /^\w/ },
	searchCourses: {
		ids: () => idsOf(state().courses.values()),
		entry: /^[^(]+(?: \(.+\))?(?: – inactive)?$/,
	},
	searchCustomFields: {
		ids: () => [...state().courseFields.values()].map(({ CustomFieldId }) => CustomFieldId),
		entry: /^\w/,
	},
	searchIltModules: {
		chosen: inCourse,
		ids: () => idsOf(training().course.modules).filter((id) => state().ilt.modules.has(id)),
		entry: /^\w.* Workshop$/,
	},
	searchInstructors: { ids: () => [...state().ilt.instructors], entry: /^\S+ .+ \(\S+\)$/ },
	searchLanguages: { entry: /, \w+(?:-\w+)+$/ },
	searchLearningPaths: { ids: () => idsOf(state().learningPaths.values()), entry: /^\w/ },
	searchListings: {
		chosen: inCollection,
		ids: () =>
			idsOf(
				[...state().listings.values()].filter(
					({ CollectionId }) => CollectionId === inCollection().collectionId.value,
				),
			),
		entry: /^\w/,
	},
	searchLocations: {
		ids: () => state().ilt.locations.map(({ LocationId }) => String(LocationId)),
		entry: /^[^,]+, [^,]+$/,
	},
	searchModules: {
		chosen: () => ({ ...inCourse(), ...naming('module: setResult') }),
		ids: () => idsOf(training().course.modules),
		entry: /^[^(]+(?: \(.+\))?$/,
	},
	searchSessionDays: {
		chosen: inSession,
		ids: () => idsOf(training().session.days),
		entry: /^\d{4}-\d\d-\d\d, \d+:\d\d[AP]M to \d+:\d\d[AP]M$/,
	},
	searchSessions: {
		chosen: inModule,
		ids: () =>
			idsOf(
				[...state().ilt.sessions.values()].filter(
					({ moduleId }) => moduleId === training().session.moduleId,
				),
			),
		entry: /, \d{4}-\d\d-\d\d(?: to \d{4}-\d\d-\d\d)?$/,
	},
	searchTeams: { ids: () => idsOf(state().teams.values()), entry: /^.+ \(\d+\)$/ },
	searchTimeZones: { entry: /^.+ \(.+\)$/ },
	searchTokens: {
		ids: () => [...state().tokens.values()].map(({ TokenId }) => TokenId),
		entry: /^[A-Z0-9-]+(?: – inactive)?$/,
	},
	searchUsers: { ids: () => idsOf(state().users.values()), entry: /^\S+ .+ \(\S+\)/ },
};

const TICKED: Readonly<Record<string, string>> = {
	getCourses: 'searchCourses',
	getLearningPaths: 'searchLearningPaths',
};

const NODES = ['litmos', 'litmosReport', 'litmosTrigger'].map((name) => `n8n-nodes-litmos.${name}`);

let loaded: LoadedPackage;
beforeAll(async () => {
	loaded = await loadPackage();
});

const methodsOf = (type: string) => loaded.nodeTypes.getByNameAndVersion(type).methods ?? {};
const valuesOf = (entries: readonly Pick<INodeListSearchItems, 'value'>[]) =>
	entries.map(({ value }) => String(value)).sort();

describe('the lists of the nodes', () => {
	it('are all walked here', () => {
		const { listSearch = {}, loadOptions = {} } = methodsOf(String(NODES[0]));
		expect(Object.keys(listSearch).sort()).toEqual(Object.keys(SEARCHES));
		expect(Object.keys(loadOptions).sort()).toEqual(Object.keys(TICKED));
	});

	it.each(NODES)('are those that the panel of %s names, no more and no fewer', (type) => {
		const panel = JSON.stringify(loaded.nodeTypes.getByNameAndVersion(type).description);
		const named = (key: string) => [
			...new Set([...panel.matchAll(new RegExp(`"${key}":"(\\w+)"`, 'g'))].map(([, name]) => name)),
		];
		const { listSearch = {}, loadOptions = {} } = methodsOf(type);
		expect(Object.keys(listSearch).sort()).toEqual(named('searchListMethod').sort());
		expect(Object.keys(loadOptions).sort()).toEqual(named('loadOptionsMethod').sort());
	});

	it.each(Object.keys(SEARCHES))('by %s hold the ID of each record', async (method) => {
		const { chosen, ids, entry } = SEARCHES[method] as Expected;
		const parameters = { ...naming('user: get'), ...chosen?.() };
		const { results } = await bench().engine.listSearch({ method, parameters });
		if (ids) expect(valuesOf(results)).toEqual(ids().sort());
		expect(results.length).toBeGreaterThan(0);
		expect(results.filter(({ name }) => !entry.test(name))).toEqual([]);
		expect(bench().requests()).toHaveLength(ids ? 1 : 0);
	});

	it.each(Object.entries(TICKED))(
		'with boxes by %s hold the same as by %s',
		async (load, search) => {
			const ticked = await bench().engine.loadOptions(load);
			const { results } = await bench().engine.listSearch({ method: search });
			expect(ticked).toEqual(results);
			expect(valuesOf(ticked)).toEqual(SEARCHES[search]?.ids?.().sort());
		},
	);

	it('say which tokens were switched off, and choose them by their IDs', async () => {
		const [token] = state().tokens.values();
		if (token) token.Active = false;
		const { results } = await bench().engine.listSearch({ method: 'searchTokens' });
		const [first] = results;
		expect(first).toEqual({ name: `${token?.TokenCode} – inactive`, value: token?.TokenId });
		const tokenId = by('list', String(first?.value));
		expect(await bench().records('token: get', { tokenId })).toMatchObject([
			{ TokenCode: token?.TokenCode },
		]);
	});
});

describe('the modules to choose from', () => {
	const modulesFor = async (operation: string, parameters: INodeParameters) =>
		await bench().engine.listSearch({
			method: 'searchModules',
			parameters: { ...naming(operation), ...parameters },
		});

	it('are those of the source where a module goes from one course into another', async () => {
		const [source, target] = [...state().courses.values()];
		const chosen = {
			sourceCourseId: by('id', String(source?.Id)),
			courseId: by('id', String(target?.Id)),
		};
		const added = await modulesFor('module: addToCourse', chosen);
		expect(valuesOf(added.results)).toEqual(idsOf(source?.modules ?? []).sort());
		const removed = await modulesFor('module: removeFromCourse', chosen);
		expect(valuesOf(removed.results)).toEqual(idsOf(target?.modules ?? []).sort());
		expect(bench().requests()).toEqual([
			`GET /courses/${source?.Id}/modules`,
			`GET /courses/${target?.Id}/modules`,
		]);
	});

	it('need the source course, by list or ID', async () => {
		const courseId = by('id', training().course.Id);
		for (const sourceCourseId of [
			by('name', 'Security'),
			by('id', '={{ $json.id }}'),
			by('list', ''),
		]) {
			const parameters = { courseId, sourceCourseId };
			await expect(modulesFor('module: addToCourse', parameters)).rejects.toThrow(
				'Choose the source course first, From List or By ID',
			);
		}
		expect(bench().requests()).toEqual([]);
	});
});
