import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { INode } from 'n8n-workflow';

import { Emulator, type EmulatorOptions } from '../../emulator/emulator';
import type { WorkflowJson } from '../harness/engine';
import { startAll, type Endings } from './endings';
import { N8n, type N8nOptions } from './n8n';
import { createNpmStub, PACKAGE_NAME } from './npmStub';

const EXAMPLES = path.resolve(__dirname, '../../examples');
const CREDENTIAL_NAME = 'QuickRouter (emulator)';

interface PlaygroundOptions extends Partial<N8nOptions> {
	emulator?: EmulatorOptions;
}

/** n8n with the built package installed, the emulator of the relay, and a credential for it. */
export class Playground {
	/** The credentials that nodes can be given, by their types. */
	private readonly credentials: Record<string, { id: string; name: string }> = {};

	private constructor(
		readonly emulator: Emulator,
		private main: N8n,
		private readonly options: N8nOptions,
		private readonly endings: Endings,
	) {}

	/** Starts all of it; takes half a minute. Without a folder, n8n gets a fresh one, which goes at the end. */
	static async start({ emulator: emulatorOptions, ...given }: PlaygroundOptions = {}) {
		return await startAll(async (endings) => {
			const emulator = await Emulator.start(emulatorOptions);
			endings.add(async () => {
				await emulator.close();
			});
			const userFolder = given.userFolder ?? mkdtempSync(path.join(tmpdir(), 'n8n-user-'));
			if (given.userFolder === undefined) {
				endings.add(() => {
					rmSync(userFolder, { recursive: true, force: true });
				});
			}
			createNpmStub(userFolder);
			const options = { ...given, userFolder };
			const playground = new Playground(emulator, await N8n.start(options), options, endings);
			endings.add(async () => {
				await playground.n8n.end();
			});
			await playground.n8n.rest.installPackage(PACKAGE_NAME);
			await playground.addCredential(CREDENTIAL_NAME, 'quickRouterApi', {
				apiKey: emulator.key,
				baseUrl: emulator.url,
			});
			return playground;
		});
	}

	/** The n8n that serves the editor. */
	get n8n(): N8n {
		return this.main;
	}

	get userFolder(): string {
		return this.options.userFolder;
	}

	/** Where n8n keeps the package that it has installed. */
	get packageFolder(): string {
		return path.join(this.userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	}

	/** Stores a credential, which nodes that can use its type are given from now on. */
	async addCredential(name: string, type: string, data: object): Promise<void> {
		const id = await this.n8n.rest.storeCredential(name, type, data);
		this.credentials[type] = { id, name };
	}

	/** Stores a workflow whose nodes have the credentials that there are, or their own; gives its id. */
	async import(workflow: WorkflowJson): Promise<string> {
		const nodes = workflow.nodes.map((node) => this.withCredential(node));
		return await this.n8n.rest.createWorkflow({ ...workflow, nodes });
	}

	/** Starts n8n again, which is ended before unless it was killed. */
	async startAgain(): Promise<void> {
		await this.n8n.end();
		this.main = await N8n.start(this.options);
	}

	/** Ends everything that it started. */
	async end(): Promise<void> {
		await this.endings.run();
	}

	private withCredential(node: INode): INode {
		const type = credentialOf(node);
		const credential = type === undefined ? undefined : this.credentials[type];
		return type === undefined || !credential
			? node
			: { ...node, credentials: { [type]: credential, ...node.credentials } };
	}
}

function credentialOf({ type }: INode): string | undefined {
	if (type.startsWith(PACKAGE_NAME)) return 'quickRouterApi';
	if (type.endsWith('.emailSend')) return 'smtp';
	return type.endsWith('.lmChatOpenAi') ? 'openAiApi' : undefined;
}

/** Name of the trigger of the examples that a user runs by hand. */
export const MANUAL_TRIGGER = 'When clicking ‘Execute workflow’';

/** The data table that the example of a nightly batch works on. */
export const PROMPT_TABLE = {
	name: 'Image prompts',
	columns: ['prompt', 'url', 'requestId', 'error'],
};

/** An example by its file name, without its ending. */
export function example(name: string): WorkflowJson {
	return JSON.parse(readFileSync(path.join(EXAMPLES, `${name}.json`), 'utf8')) as WorkflowJson;
}

/** The names of all examples. */
export function exampleNames(): string[] {
	return readdirSync(EXAMPLES).map((file) => path.parse(file).name);
}
