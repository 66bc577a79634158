import type { WorkflowJson } from '../harness/engine';
import { asksFor, prompts } from '../harness/prompts';
import { node, quickRouter } from '../harness/workflow';
import type { Playground } from './playground';
import type { Execution } from './rest';
import { until } from './until';

/** A workflow's timeout: long enough for four requests to be submitted on any machine. */
export const TIMEOUT_S = 20;

/** Generates the first image at once; polls say of the others that they are still running until it is released. */
export class HeldRequests {
	private isHeld = true;

	constructor(private readonly playground: Playground) {
		const { emulator } = playground;
		const isFirst = asksFor(() => emulator, prompts[0] ?? '');
		emulator.misbehave({
			on: 'result',
			times: Infinity,
			when: (call) => this.isHeld && !isFirst(call),
			does: { status: 202, body: { status: 'IN_PROGRESS' } },
		});
	}

	release(): void {
		this.isHeld = false;
	}

	/** Waits until the first image is fetched, and the others are polled. */
	async untilPolled(): Promise<void> {
		const { emulator } = this.playground;
		const isFirst = asksFor(() => emulator, prompts[0] ?? '');
		await until('all are polled', () => {
			const polls = emulator.calls.of('result');
			const polled = new Set(polls.map(({ path }) => path));
			return polled.size === prompts.length && !isFirst(polls.at(-1) ?? { path: '' });
		});
	}

	/** Runs the workflow as a webhook does, until the first image is fetched and the others are polled; gives the execution's id. */
	async begin(path: string, settings = {}): Promise<string> {
		const { n8n } = this.playground;
		await n8n.rest.activate(await this.playground.import(webhookOf(path, settings)));
		const post = {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ prompts }),
		};
		// A webhook that was just activated may be a moment late
		await until('the webhook', async () => (await fetch(`${n8n.url}/webhook/${path}`, post)).ok);
		await this.untilPolled();
		const [newest] = await n8n.rest.executions();
		if (!newest) throw new Error('There is no execution');
		return newest.id;
	}
}

/** The ids of requests that n8n shows beside a stopped execution, or in its error. */
export function idsIn({ customData, data }: Execution): string[] {
	const { description } = { ...(data.resultData.error as { description?: string } | undefined) };
	const shown = customData?.quickRouterRequests1 ?? description?.split('Request IDs: ')[1] ?? '';
	return shown.split(', ').sort();
}

/** A production workflow: it generates an image of each prompt that is posted to it. */
function webhookOf(path: string, settings: object): WorkflowJson & { settings: object } {
	return {
		name: path,
		settings,
		nodes: [
			node(
				'Prompts',
				'n8n-nodes-base.webhook',
				{ path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
				{ typeVersion: 2, webhookId: path },
			),
			node('Split', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.prompts', options: {} }),
			quickRouter('Generate', { prompt: "={{ $json['body.prompts'] }}" }),
		],
		connections: {
			Prompts: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: { main: [[{ node: 'Generate', type: 'main', index: 0 }]] },
		},
	};
}
