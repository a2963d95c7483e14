import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** What is chosen from a list or is a date. */
const READ = {
	since: '2027-01-01',
	to: '2027-01-02',
	yesterday: '2027-01-01',
	table: 'peopleFeed: getUsers',
};

/** An item with all that the expressions in the parameters ask for, in the form of IDs, which are not looked up as names. */
export function itemFor(parameters: INodeParameters | undefined): IDataObject {
	const names = [...JSON.stringify(parameters ?? {}).matchAll(/\$json\.(\w+)/g)];
	const values = names.map(([, name = '']) => [name, `${name.padEnd(11, '-').slice(0, 11)}1`]);
	return { ...Object.fromEntries(values), ...READ } as IDataObject;
}
