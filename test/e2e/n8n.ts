import path from 'node:path';

import { installation } from './installation';
import { npmStubFolder } from './npmStub';
import { Rest } from './rest';
import { freePort, Server } from './server';

export interface N8nOptions {
	/** Folder of n8n's own files, as N8N_USER_FOLDER. */
	userFolder: string;
	/** Port on loopback; any free one by default. */
	port?: number;
	/** Further variables of its environment. */
	env?: Record<string, string>;
}

/** How long n8n may take to say whether it is ready, while it starts. */
const READY_MS = 5_000;

/** What n8n would tell or ask others by itself. */
const ALONE = {
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
};

/** n8n itself, with an owner who is signed in. */
export class N8n {
	private constructor(
		readonly url: string,
		readonly rest: Rest,
		private readonly server: Server,
	) {}

	/** Starts it; takes half a minute in a fresh folder, whose database is made first. */
	static async start({ userFolder, port, env = {} }: N8nOptions): Promise<N8n> {
		const { node, n8n } = installation();
		const listensAt = await freePort(port);
		const url = `http://127.0.0.1:${listensAt}`;
		const server = await Server.start('n8n', [node, n8n, 'start'], async () => await isReady(url), {
			env: await environment(node, userFolder, {
				N8N_PORT: String(listensAt),
				N8N_LISTEN_ADDRESS: '127.0.0.1',
				N8N_EDITOR_BASE_URL: url,
				N8N_SECURE_COOKIE: 'false',
				...env,
			}),
		});
		const rest = new Rest(url);
		try {
			await rest.signIn();
		} catch (error) {
			await server.end();
			throw error;
		}
		return new N8n(url, rest, server);
	}

	async end(): Promise<void> {
		await this.server.end();
	}

	/** Ends it as a crash does. */
	async kill(): Promise<void> {
		await this.server.kill();
	}
}

/** A further process of n8n's queue mode, which works for the main one. */
export async function startWorker(
	userFolder: string,
	env: Record<string, string>,
): Promise<Server> {
	const { node, n8n } = installation();
	const port = await freePort();
	return await Server.start(
		'worker',
		[node, n8n, 'worker', '--concurrency=5'],
		async () => await isReady(`http://127.0.0.1:${port}`),
		{
			env: await environment(node, userFolder, {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
				...env,
			}),
		},
	);
}

async function isReady(url: string): Promise<boolean> {
	const signal = AbortSignal.timeout(READY_MS);
	return (await fetch(`${url}/healthz/readiness`, { signal })).ok;
}

async function environment(
	node: string,
	userFolder: string,
	more: Record<string, string>,
): Promise<NodeJS.ProcessEnv> {
	return {
		// Without jest's own NODE_ENV, and whatever n8n variables the user has set
		PATH: [npmStubFolder(userFolder), path.dirname(node), process.env.PATH].join(path.delimiter),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...ALONE,
		...more,
	};
}
