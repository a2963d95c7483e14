// What the panels say before something happens that cannot be undone.
import { catalogResources, resources } from '../../nodes/Litmos/resources';
import { describe as describePanel } from '../../nodes/shared/operation/describe';
import { rows } from '../../scripts/operationList';

const all = [...resources, ...catalogResources];
const notices = describePanel(all, 'user').filter(({ type }) => type === 'notice');

/** The notices of an operation; `sendEmail` is on or off. */
function noticesOf(resource: string, operation: string, sendEmail = false): string[] {
	return notices
		.filter(({ displayOptions }) => {
			const show = { ...displayOptions?.show };
			const given: Record<string, unknown> = { resource, operation, sendEmail };
			return Object.entries(show).every(
				([name, wanted]) => !(name in given) || wanted?.includes(given[name] as string),
			);
		})
		.map(({ displayName }) => displayName);
}

const inNode = rows.filter(({ resource }) => all.some(({ option }) => option === resource));
const undone = inNode.filter(({ operation }) => ['delete', 'reset'].includes(operation.value));
const mailing = inNode.filter(({ operation }) =>
	operation.fields.some(({ name }) => name === 'sendEmail'),
);

it.each(undone.map((row) => [row.name, row] as const))(
	'%s says above its fields that it is for good',
	(_name, { resource, operation }) => {
		expect(undone.length).toBeGreaterThan(9);
		expect(noticesOf(String(resource.value), operation.value)).toEqual([
			expect.stringMatching(/^This (permanently|resets)/),
		]);
	},
);

it.each(mailing.map((row) => [row.name, row] as const))(
	'%s says that Litmos emails users once Send Email is on, and not before',
	(_name, { resource, operation }) => {
		const [option, value] = [String(resource.value), operation.value];
		expect(noticesOf(option, value, false)).toEqual([]);
		expect(noticesOf(option, value, true)).toEqual([
			'Litmos emails the affected users when this node runs.',
		]);
	},
);

it('says nothing where an operation only reads', () => {
	expect(noticesOf('user', 'getAll', true)).toEqual([]);
});
