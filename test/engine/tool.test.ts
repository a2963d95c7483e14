// The node in the hands of an AI agent.
import { loadPackage } from '../support/loadedPackage';
import { fieldsFor, freshBench } from './support/bench';
import { by } from './support/locatorValue';
import { litmosTool } from './support/tool';

const bench = freshBench();
const fields = (other = {}) => fieldsFor(bench().sandbox, other);
const WHO = by('email', "={{ $fromAI('Email', 'Address of the person', 'string') }}");
const GET = { resource: 'user', operation: 'get', userId: WHO, descriptionType: 'auto' };

describe('as a tool', () => {
	it('the node offers itself', async () => {
		const { nodeTypes } = await loadPackage();
		const { description } = nodeTypes.getByNameAndVersion('n8n-nodes-litmos.litmos');
		expect(description.usableAsTool).toBe(true);
	});

	it('it asks for what the person left to the agent, and answers with data', async () => {
		const [, user] = bench().sandbox.state.users.values();
		user.Email = 'ada@example.com';
		const tool = await litmosTool(fields(), GET);
		expect(Object.keys(tool.schema.shape)).toEqual(['Email']);
		const answer: unknown = JSON.parse(await tool.invoke({ Email: 'ada@example.com' }));
		expect(answer).toEqual([expect.objectContaining({ Id: user.Id, UserName: user.UserName })]);
		expect(bench().requests()).toEqual(['GET /users', `GET /users/${user.Id}`]);
	});

	it('it changes records with what the agent gives', async () => {
		const [user] = bench().sandbox.state.users.values();
		const updateFields = { City: "={{ $fromAI('City') }}" };
		const userId = by('id', user.Id);
		const parameters = { resource: 'user', operation: 'update', userId, updateFields };
		const tool = await litmosTool(fields(), parameters);
		await tool.invoke({ City: 'Port Example' });
		expect(bench().sandbox.state.users.get(user.Id)).toEqual({ ...user, City: 'Port Example' });
	});

	it('it tells the agent what is wrong, and how to go on, without the key', async () => {
		const tool = await litmosTool(fields(), GET);
		const failed: unknown = await tool
			.invoke({ Email: 'nobody@example.com' })
			.catch((error: unknown) => error);
		const { message } = failed as Error;
		expect(message).toMatch(/^No user with the email.* "nobody@example\.com" was found in Litmos/);
		expect(message).toMatch(/ Check the email address/);
		const locked = await litmosTool(fields({ apiKey: 'wrong-key' }), GET);
		await expect(locked.invoke({ Email: 'a@example.com' })).rejects.toThrow(
			/did not accept the API Key/,
		);
		const slipped = await litmosTool(fields({ apiKey: 'a key' }), GET);
		await expect(slipped.invoke({ Email: 'a@example.com' })).rejects.toThrow(
			/contains a space [^.]*\. Copy it again[^.]*\. Open the Litmos credential/,
		);
	});
});
