import { setTimeout as sleep } from 'node:timers/promises';

import { ENDPOINT, type Contender, type Result, type Work } from './contender';

/** What the relay says of a request, as far as it is read. */
interface Answer extends Partial<Result> {
	request_id?: string;
	/** Where a request runs: one of those, or fal's sentence in `detail`. */
	status?: string;
	detail?: unknown;
}

const RUNNING = ['IN_QUEUE', 'IN_PROGRESS'];

export const oneByOneEvery5s: Contender = oneByOne(5);
export const oneByOneEvery1s: Contender = oneByOne(1);

/** One item after the other, polled at a fixed interval: what published n8n nodes do. */
function oneByOne(intervalS: number): Contender {
	return {
		run: async (work) => {
			const urls: string[] = [];
			for (const prompt of work.prompts) {
				urls.push(...(await picturesOf(prompt, work, intervalS * 1000)));
			}
			return urls;
		},
	};
}

async function picturesOf(prompt: string, work: Work, intervalMs: number): Promise<string[]> {
	const submit = { method: 'POST', body: JSON.stringify({ prompt }) };
	const { request_id: id, ...refusal } = await ask(work, ENDPOINT, submit);
	if (id === undefined) throw new Error(`A submit failed: ${JSON.stringify(refusal)}`);
	for (;;) {
		await sleep(intervalMs);
		const answer = await ask(work, `fal-ai/auto/requests/${id}`);
		if (answer.images) return answer.images.map(({ url }) => url);
		if (!isRunning(answer)) throw new Error(`A request failed: ${JSON.stringify(answer)}`);
	}
}

async function ask(work: Work, path: string, init: RequestInit = {}): Promise<Answer> {
	const headers = { Authorization: `Bearer ${work.apiKey}`, 'Content-Type': 'application/json' };
	const response = await fetch(`${work.relayUrl}/${path}`, { ...init, headers });
	return (await response.json()) as Answer;
}

function isRunning({ status, detail }: Answer): boolean {
	if (typeof detail === 'string') return detail.includes('still in progress');
	return status !== undefined && RUNNING.includes(status);
}
