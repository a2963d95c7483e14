import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type { Finder, FinderMode, Finders } from '../operation/names/finder';
import type { ListSearch } from './listSearch';

const SLOW_LOAD_NOTICE = {
	message: 'Loading from Litmos. This may wait for the rate limit.',
	timeout: 4000,
};

/** What the linters would take for parameters without a default if it stood beside the type. */
const LIST = { displayName: 'From List', name: 'list' };

/** One way to name a record: what the panel shows of it, and how the record is found by it. */
export interface LocatorMode {
	label: string;
	placeholder: string;
	hint: string;
	/** None: the value is the ID itself. */
	finds?: FinderMode;
}

interface LocatorSpec {
	/** The parameter; its name is also that of the ID in paths. */
	field: Pick<INodeProperties, 'displayName' | 'name' | 'required' | 'description'>;
	list: {
		/** What n8n calls the search by. */
		method: `search${string}`;
		placeholder: string;
		hint?: string;
		search: ListSearch;
		/** The entries are part of this package, so nobody waits for them. */
		isLocal?: true;
	};
	/** Fields that say where the record stands, such as its course: the editor clears this one when they change. */
	standsIn?: readonly string[];
	/** By the name that n8n stores, in the order of the panel. */
	modes: Readonly<Record<string, LocatorMode>>;
	/** Where names are looked up. None where the ID is the only one. */
	finder?: Omit<Finder, 'modes'>;
	/** Other parameters that hold such a record. */
	alsoNamed?: readonly string[];
}

/** All that is known of how to point at a record of one kind. */
export interface Locator {
	field: INodeProperties;
	/** The parameters that hold such a record. */
	names: readonly string[];
	finder?: Finder;
	searchMethod: string;
	search: ListSearch;
}

/** The field of a record with its modes, its finder and its list, each said once. */
export function locator(spec: LocatorSpec): Locator {
	const { field, list, modes, finder, standsIn, alsoNamed = [] } = spec;
	const { displayName, name, ...rest } = field;
	const found = Object.entries(modes).flatMap(([mode, { finds }]) =>
		finds ? [[mode, finds] as const] : [],
	);
	return {
		field: {
			displayName,
			name,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			...rest,
			...(standsIn && { typeOptions: { loadOptionsDependsOn: standsIn.map(valueOf) } }),
			modes: [listMode(list), ...Object.entries(modes).map(typedMode)],
		},
		names: [name, ...alsoNamed],
		...(finder && { finder: { ...finder, modes: Object.fromEntries(found) } }),
		searchMethod: list.method,
		search: list.search,
	};
}

/** What n8n resolves of a field that is a locator. */
const valueOf = (name: string): string => `${name}.value`;

function listMode({ method, placeholder, hint, isLocal }: LocatorSpec['list']): INodePropertyMode {
	return {
		...LIST,
		type: 'list',
		placeholder,
		...(hint && { hint }),
		typeOptions: {
			searchListMethod: method,
			searchable: true,
			...(!isLocal && { slowLoadNotice: SLOW_LOAD_NOTICE }),
		},
	};
}

function typedMode([name, mode]: [string, LocatorMode]): INodePropertyMode {
	const { label: displayName, placeholder, hint } = mode;
	const named = { displayName, name };
	return { ...named, type: 'string', placeholder, hint };
}

/** The finders of the engine, by the names of the parameters. */
export function findersOf(locators: readonly Locator[]): Finders {
	return Object.fromEntries(
		locators.flatMap(({ names, finder }) => (finder ? names.map((name) => [name, finder]) : [])),
	);
}

/** The methods behind "From List", as n8n looks for them in a node. */
export function searchMethodsOf(locators: readonly Locator[]): Record<string, ListSearch> {
	return Object.fromEntries(locators.map(({ searchMethod, search }) => [searchMethod, search]));
}
