// What is kept in the workflow for its extracts.
import type { IDataObject } from 'n8n-workflow';
import {
	confirmedPosition,
	putForward,
	type Position,
} from '../../nodes/LitmosReport/warehouse/positions';
import { WEEK_MS } from '../../nodes/shared/feeds/period';
import type { JobContext } from '../../nodes/shared/operation/jobs/context';

const DAY_MS = 86_400_000;
const OWNER = { table: 'Users', mark: 'users of an account' };
const LATE = Date.UTC(2025, 0, 1);
const POSITION: Position = {
	since: 0,
	state: { watermark: LATE, dedupFloor: LATE, span: WEEK_MS, now: LATE, seen: {} },
};

const memory: IDataObject = {};
const jobOf = (node: string): JobContext =>
	({
		workflowMemory: () => memory,
		execution: '1',
		node: { id: node, name: node },
	}) as unknown as JobContext;

const keep = (node: string) =>
	putForward(jobOf(node), OWNER, { position: POSITION, isEmpty: true });
const isKept = (node: string) => confirmedPosition(jobOf(node), OWNER).state !== undefined;

let now = Date.UTC(2026, 0, 1);
const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
beforeEach(() => void delete memory.litmosExtracts);
afterAll(() => clock.mockRestore());

it('keeps the position of every extract that is in use, however many there are', () => {
	const nodes = Array.from({ length: 120 }, (_, index) => `node ${index}`);
	for (const node of nodes) keep(node);
	expect(nodes.filter((node) => !isKept(node))).toEqual([]);
});

it('forgets what has not been used for months, but for the latest', () => {
	const old = Array.from({ length: 60 }, (_, index) => `old ${index}`);
	for (const node of old) {
		keep(node);
		now += 1_000;
	}
	now += 100 * DAY_MS;
	keep('new');
	expect(isKept('new')).toBe(true);
	expect(old.filter(isKept)).toEqual(old.slice(-49));
});

it('keeps a position from before 1970 like any other', () => {
	const position = { ...POSITION, since: -DAY_MS };
	putForward(jobOf('old'), OWNER, { position, isEmpty: true });
	expect(confirmedPosition(jobOf('old'), OWNER)).toMatchObject({ since: -DAY_MS, isBroken: false });
});
