import { asksFor, prompts } from '../harness/prompts';
import type { Playground } from './playground';
import type { Execution } from './rest';
import { until } from './until';
import { postPrompts, webhookOf } from './workflows';

/** A workflow's timeout: long enough for four requests to be submitted on any machine. */
export const TIMEOUT_S = 20;

/** Generates the first image at once; polls say of the others that they are still running until it is released. */
export class HeldRequests {
	private isHeld = true;
	private readonly isFirst = asksFor(() => this.playground.emulator, prompts[0] ?? '');

	constructor(private readonly playground: Playground) {
		const { emulator } = playground;
		emulator.misbehave({
			on: 'result',
			times: Infinity,
			when: (call) => this.isHeld && !this.isFirst(call),
			does: { status: 202, body: { status: 'IN_PROGRESS' } },
		});
	}

	release(): void {
		this.isHeld = false;
	}

	/** Waits until the first image is fetched, and the others are polled. */
	async untilPolled(): Promise<void> {
		const { emulator } = this.playground;
		await until('all are polled', () => {
			const polls = emulator.calls.of('result');
			const polled = new Set(polls.map(({ path }) => path));
			return polled.size === prompts.length && !this.isFirst(polls.at(-1) ?? { path: '' });
		});
	}

	/** Runs the workflow as a webhook does, until the first image is fetched and the others are polled; gives the execution's id. */
	async begin(path: string, settings = {}): Promise<string> {
		const { n8n } = this.playground;
		const workflow = { ...webhookOf(path), settings };
		await n8n.rest.activate(await this.playground.import(workflow));
		await postPrompts(n8n, path, prompts);
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
