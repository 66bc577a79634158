import fastify, { type FastifyInstance } from 'fastify';

interface Message {
	role: string;
	content: string | null;
}

interface ChatRequest {
	messages: Message[];
	tools?: { function: { name: string; parameters: unknown } }[];
}

/**
 * A server that speaks OpenAI's chat completions: it calls the first tool with what the person has
 * said as its only argument, and answers with what the tool gave back.
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

	async close(): Promise<void> {
		await this.server.close();
	}
}

function answerTo({ messages, tools }: ChatRequest) {
	const last = messages.at(-1);
	const tool = tools?.[0]?.function;
	if (last?.role === 'tool' || !tool) return { role: 'assistant', content: last?.content ?? '' };
	const { properties = {} } = tool.parameters as { properties?: object };
	const [argument = 'input'] = Object.keys(properties);
	return {
		role: 'assistant',
		content: null,
		tool_calls: [
			{
				id: 'call-1',
				type: 'function',
				function: { name: tool.name, arguments: JSON.stringify({ [argument]: last?.content }) },
			},
		],
	};
}
