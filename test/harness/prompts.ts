import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator/emulator';

/** Four items that ask for a picture each, and what they look like from the relay's side. */
export const items = ['one', 'two', 'three', 'four'].map((prompt) => ({ prompt }));
export const prompts = items.map(({ prompt }) => prompt);
/** The prompt of each item. */
export const fromItem = { prompt: '={{ $json.prompt }}' };
export const parameters = { ...fromItem, options: { timeout: 30 } };

export function promptOf(body: unknown): string {
	return (body as IDataObject).prompt as string;
}

/** What was submitted, in no order: calls that are made side by side arrive in any. */
export function submitted(emulator: Emulator): string[] {
	return emulator.calls.submits.map(({ body }) => promptOf(body)).sort();
}

/** The ID of the first request with this prompt. */
export function idOf(emulator: Emulator, prompt: string): string {
	const jobs = [...emulator.queue.jobs.values()];
	return jobs.find(({ body }) => promptOf(body) === prompt)?.requestId ?? '';
}

/** Whether a call asks for the result of the first request with this prompt. */
export function asksFor(emulator: () => Emulator, prompt: string) {
	return ({ path }: { path: string }) => {
		const id = idOf(emulator(), prompt);
		return id !== '' && path.endsWith(id);
	};
}
