import fastify, { type FastifyInstance } from 'fastify';

interface Message {
	role: string;
	content: string | null;
}

interface Tool {
	name: string;
	parameters: { properties?: object };
}

interface ChatRequest {
	messages: Message[];
	tools?: { function: Tool }[];
}

/**
 * A server that speaks OpenAI's chat completions. It calls the first tool with what the user has
 * said as its first argument; or, where that is a JSON list, once for each of its entries, one after
 * the other, with the entry as arguments. Then it answers with what the tool gave back last.
 */
export class ChatServer {
	/** Bodies of the requests, in order. */
	readonly requests: ChatRequest[] = [];
	private readonly server: FastifyInstance;

	private constructor() {
		this.server = fastify();
		this.server.post<{ Body: ChatRequest }>('/v1/chat/completions', ({ body }) => {
			this.requests.push(body);
			const message = answerTo(body);
			const finish = 'tool_calls' in message ? 'tool_calls' : 'stop';
			return {
				id: `chat-${this.requests.length}`,
				object: 'chat.completion',
				created: 0,
				model: 'model',
				choices: [{ index: 0, message, finish_reason: finish }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			};
		});
	}

	static async start(): Promise<{ chat: ChatServer; url: string }> {
		const chat = new ChatServer();
		const url = await chat.server.listen({ host: '127.0.0.1', port: 0 });
		return { chat, url: `${url}/v1` };
	}

	/** What the tool has told the model in the last chat, in order. */
	get told(): (string | null)[] {
		const last = this.requests.at(-1)?.messages ?? [];
		return last.filter(({ role }) => role === 'tool').map(({ content }) => content);
	}

	async close(): Promise<void> {
		await this.server.close();
	}
}

function answerTo({ messages, tools }: ChatRequest) {
	const told = messages.filter(({ role }) => role === 'tool');
	const said = messages.find(({ role }) => role === 'user')?.content ?? '';
	const tool = tools?.[0]?.function;
	const call = tool && callsIn(said, tool)[told.length];
	if (!call) return { role: 'assistant', content: told.at(-1)?.content ?? '' };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: `call-${told.length + 1}`,
				type: 'function',
				function: { name: tool.name, arguments: JSON.stringify(call) },
			},
		],
	};
}

function callsIn(said: string, { parameters: { properties = {} } }: Tool): object[] {
	if (said.startsWith('[')) return JSON.parse(said) as object[];
	const [argument = 'input'] = Object.keys(properties);
	return [{ [argument]: said }];
}
