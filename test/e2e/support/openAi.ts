/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests do not ship */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

interface Message {
	role: string;
	content?: unknown;
}

/** As much as is looked at of what n8n sends to a model. */
export interface Question {
	model: string;
	messages: Message[];
	tools?: Array<{ function: { name: string; parameters: { properties?: object } } }>;
	stream?: boolean;
}

/** The same by OpenAI's newer way, which n8n takes unless it is turned off. */
interface Request extends Pick<Question, 'model' | 'stream'> {
	input: Array<{ type: string; role?: string; output?: unknown }>;
	tools?: Array<{ name: string; parameters: { properties?: object } }>;
}

/** The call that the model makes; the only tool it has, if none is named. */
export interface ToolCall {
	tool?: string;
	given: object;
}

/** A stand-in for OpenAI: a model that makes the call it is told to, then repeats what came of it. */
export interface OpenAi {
	/** For the field Base URL of n8n's OpenAI credential. */
	baseUrl: string;
	questions: Question[];
	/** Whatever reached the model, as it came. */
	received: string[];
	close(): void;
}

type Reply = { content: string | null; tool_calls?: object[] };

/** The model decides that the tool is to be called with these arguments, and afterwards to answer. */
function reply({ messages, tools = [] }: Question, { tool: name, given }: ToolCall): Reply {
	const found = messages.filter(({ role }) => role === 'tool').at(-1);
	if (found) return { content: `This is what I found: ${String(found.content)}` };
	const tool = tools.find((one) => name === undefined || one.function.name === name);
	if (!tool) return { content: 'There is no tool.' };
	const call = { name: tool.function.name, arguments: JSON.stringify(given) };
	return { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: call }] };
}

function completion(question: Question, message: Reply): object {
	const finish = message.tool_calls ? 'tool_calls' : 'stop';
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1_795_000_000,
		model: question.model,
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** In the older words. */
function questionIn({ input, tools, ...rest }: Request): Question {
	const messages = input.map(({ type, role = '', output }) =>
		type === 'function_call_output' ? { role: 'tool', content: output } : { role },
	);
	return { ...rest, messages, tools: tools?.map((one) => ({ function: one })) };
}

function responseOf(question: Question, { content, tool_calls: calls }: Reply): object {
	const [call] = (calls ?? []) as Array<{ id: string; function: object }>;
	const text = { type: 'output_text', text: content, annotations: [] };
	return {
		id: 'resp_1',
		object: 'response',
		created_at: 1_795_000_000,
		status: 'completed',
		model: question.model,
		output: [
			call
				? {
						type: 'function_call',
						id: 'fc_1',
						call_id: call.id,
						status: 'completed',
						...call.function,
					}
				: { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [text] },
		],
		usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
	};
}

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Starts it on 127.0.0.1; `decide` says which call its model makes of a question. */
export async function startOpenAi(decide: (question: Question) => ToolCall): Promise<OpenAi> {
	const questions: Question[] = [];
	const received: string[] = [];
	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await text(request);
		received.push(body);
		const isNewer = request.url === '/v1/responses';
		if (!isNewer && request.url !== '/v1/chat/completions') {
			return answer(response, 404, { error: { message: `No such address: ${request.url}` } });
		}
		const question = isNewer
			? questionIn(JSON.parse(body) as Request)
			: (JSON.parse(body) as Question);
		questions.push(question);
		if (question.stream) {
			return answer(response, 400, { error: { message: 'This stand-in does not stream' } });
		}
		const said = reply(question, decide(question));
		answer(response, 200, isNewer ? responseOf(question, said) : completion(question, said));
	}
	const server = createServer((request, response) => void serve(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		questions,
		received,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
