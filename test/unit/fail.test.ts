import type { INode } from 'n8n-workflow';
import { AccountError } from '../../nodes/shared/account';
import { LitmosError } from '../../nodes/shared/transport/errors';
import { toNodeError } from '../../nodes/shared/operation/fail';
import { FieldError } from '../../nodes/shared/operation/readTyped';

const ctx = { getNode: () => ({ name: 'Litmos', type: 'n8n-nodes-litmos.litmos' }) as INode };

describe('an error as n8n shows it', () => {
	it.each([
		new LitmosError('Litmos refused the values: preexisting data', 'Change it.', '409'),
		new FieldError('The field "Name" holds preexisting data', 'Change it.'),
	])('keeps its own message, even with letters that n8n takes for a code: $name', (error) => {
		const shown = toNodeError(ctx, error, { item: 2 });
		expect(shown.message).toBe(error.message);
		expect(shown.description).toBe('Change it.');
		expect(shown.context.itemIndex).toBe(2);
	});

	it('leads to the credential for a field of the credential', () => {
		const shown = toNodeError(ctx, new AccountError('The API Key is empty.'));
		expect(shown.description).toContain('Open the Litmos credential');
	});

	it('asks for a report where nobody has foreseen it', () => {
		const shown = toNodeError(ctx, new TypeError('x is not a function'));
		expect(shown.message).toBe('x is not a function');
		expect(shown.description).toContain('report');
	});

	it('tells which later items had been sent, and which of them failed too', () => {
		const place = { item: 1, later: [2, 3, 5], failed: [1, 3] };
		const shown = toNodeError(ctx, new LitmosError('It failed', 'Look.', '404'), place);
		expect(shown.message).toBe('It failed. 3 later items had already been sent');
		expect(shown.description).toContain('Items 2, 5 succeeded.');
		expect(shown.description).toContain('Item 3 also failed.');
	});
});
