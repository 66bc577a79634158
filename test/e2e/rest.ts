import type { IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import type { WorkflowJson } from '../harness/engine';
import { until } from './until';

// eslint-disable-next-line @typescript-eslint/no-require-imports -- Its types are for ES modules only
const { parse } = require('flatted') as { parse: (text: string) => unknown };

/** The owner of n8n, whom the tests act for. */
export const OWNER = {
	email: 'owner@example.com',
	password: 'Playground1',
	firstName: 'Olga',
	lastName: 'Owner',
};

/** A run of a workflow, as n8n has stored it. */
export interface Execution {
	id: string;
	workflowId: string;
	status: 'new' | 'running' | 'success' | 'error' | 'canceled' | 'crashed' | 'waiting' | 'unknown';
	mode: WorkflowExecuteMode;
	/** The execution that it is a retry of. */
	retryOf?: string | null;
	data: IRunExecutionData;
	/** What its nodes have noted beside it. */
	customData?: Record<string, string>;
}

const ENDED = new Set<Execution['status']>(['success', 'error', 'canceled', 'crashed']);

/** n8n's REST interface, as its own editor uses it. */
export class Rest {
	private cookie = '';

	constructor(private readonly url: string) {}

	/** Signs the owner in, who is made where there is none yet. */
	async signIn(): Promise<void> {
		const { userManagement } = await this.get<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('/settings');
		if (userManagement.showSetupOnFirstLoad) await this.post('/owner/setup', OWNER);
		const { email, password } = OWNER;
		await this.post('/login', { emailOrLdapLoginId: email, password });
	}

	async get<Answer>(path: string): Promise<Answer> {
		return await this.call<Answer>('GET', path);
	}

	async post<Answer>(path: string, body: unknown): Promise<Answer> {
		return await this.call<Answer>('POST', path, body);
	}

	/** A file that n8n serves to those who are signed in. */
	async bytes(path: string): Promise<Buffer> {
		return await this.send('GET', path);
	}

	/** Calls n8n; gives the data of its answer. */
	async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
		const bytes = await this.send(method, `/rest${path}`, body);
		return (JSON.parse(bytes.toString()) as { data: Answer }).data;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Buffer> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'browser-id': 'tests', cookie: this.cookie },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${bytes.toString()}`);
		const [cookie] = response.headers.getSetCookie();
		if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
		return bytes;
	}

	/** Installs a community package, as its page in the settings does, unless it is there. */
	async installPackage(name: string): Promise<void> {
		const installed = await this.get<{ packageName: string }[]>('/community-packages');
		if (installed.some(({ packageName }) => packageName === name)) return;
		await this.post('/community-packages', { name });
	}

	/** The id of what has this name in a list of n8n's, such as /workflows. */
	async idOf(list: string, name: string): Promise<string | undefined> {
		const all = await this.get<{ id: string; name: string }[]>(list);
		return all.find((one) => one.name === name)?.id;
	}

	/** Stores a credential, in place of one with this name; gives its id. */
	async storeCredential(name: string, type: string, data: object): Promise<string> {
		const known = await this.idOf('/credentials', name);
		const path = known === undefined ? '/credentials' : `/credentials/${known}`;
		const method = known === undefined ? 'POST' : 'PATCH';
		const { id } = await this.call<{ id: string }>(method, path, { name, type, data });
		return id;
	}

	/** Stores a workflow; gives its id. */
	async createWorkflow(workflow: WorkflowJson): Promise<string> {
		const { id } = await this.post<{ id: string }>('/workflows', { settings: {}, ...workflow });
		return id;
	}

	/** Puts a workflow into operation: its triggers listen from now on. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.get<{ versionId: string }>(`/workflows/${workflowId}`);
		await this.post(`/workflows/${workflowId}/activate`, { versionId });
	}

	/** Takes a workflow out of operation. */
	async deactivate(workflowId: string): Promise<void> {
		await this.post(`/workflows/${workflowId}/deactivate`, {});
	}

	/**
	 * Runs a workflow from a trigger, as pressing the editor's button does; gives the execution's id.
	 *
	 * @param input what the trigger emits, where it cannot know by itself
	 */
	async run(workflowId: string, trigger: string, input?: object): Promise<string> {
		const workflowData = await this.get(`/workflows/${workflowId}`);
		const data = input && {
			startTime: 0,
			executionTime: 0,
			executionIndex: 0,
			source: [],
			data: { main: [[{ json: input }]] },
		};
		const { executionId } = await this.post<{ executionId: string }>(
			`/workflows/${workflowId}/run`,
			{ workflowData, triggerToStartFrom: { name: trigger, data } },
		);
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const stored = await this.get<Omit<Execution, 'data'> & { data: string }>(`/executions/${id}`);
		return { ...stored, data: parse(stored.data) as IRunExecutionData };
	}

	/** Waits until an execution has ended. */
	async ended(id: string): Promise<Execution> {
		return await until(`execution ${id} ends`, async () => {
			const execution = await this.execution(id);
			return ENDED.has(execution.status) ? execution : undefined;
		});
	}

	/** Retries a failed execution, as the button in its list does; gives the new execution's id. */
	async retry(id: string): Promise<string> {
		await this.post(`/executions/${id}/retry`, { loadWorkflow: false });
		return await until(`a retry of ${id}`, async () => {
			const retry = (await this.executions()).find(({ retryOf }) => retryOf === id);
			return retry?.id;
		});
	}

	/** The newest executions, a hundred at most, the newest first. */
	async executions(): Promise<Omit<Execution, 'data'>[]> {
		const path = '/executions?limit=100';
		const { results } = await this.get<{ results: Omit<Execution, 'data'>[] }>(path);
		return results;
	}
}
