import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** n8n's container of services, from the engine that runs. */
interface Container {
	set: (type: unknown, service: unknown) => void;
}

const { Container: container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
	Container: Container;
};

/** What is used of n8n's storage. */
interface Storage {
	init: () => Promise<void>;
	store: (location: object, bytes: Buffer, data: IBinaryData) => Promise<IBinaryData>;
	getAsBuffer: (data: IBinaryData) => Promise<Buffer>;
	getAsStream: (id: string, chunkSize?: number) => Promise<unknown>;
}

let stored: Storage | undefined;
let reads = 0;

export type StorageMode = 'memory' | 'filesystem';

/**
 * Lets n8n keep binary data in the items themselves, or in files of a new folder.
 *
 * @returns what removes the folder
 */
export async function useStorage(mode: StorageMode): Promise<() => void> {
	const localStoragePath = mkdtempSync(path.join(tmpdir(), 'n8n-storage-'));
	const config = {
		mode: mode === 'memory' ? 'default' : mode,
		availableModes: [mode === 'memory' ? 'default' : mode],
		localStoragePath,
	};
	const errorReporter = { error: console.error };
	const Service = BinaryDataService as unknown as new (...parameters: unknown[]) => Storage;
	const service = new Service(config, errorReporter, console);
	if (mode === 'filesystem') await service.init();
	const getAsStream = service.getAsStream.bind(service);
	reads = 0;
	service.getAsStream = async (...parameters) => {
		reads++;
		return await getAsStream(...parameters);
	};
	container.set(BinaryDataService, service);
	stored = service;
	return () => {
		rmSync(localStoragePath, { recursive: true, force: true });
	};
}

/** Puts a file into the storage, as the node before would. */
export async function storeFile(bytes: Buffer, mimeType: string): Promise<IBinaryData> {
	if (!stored) throw new Error('No storage is in use');
	const location = { type: 'execution', workflowId: 'workflow', executionId: 'before' };
	return await stored.store(location, bytes, { mimeType, data: '' });
}

/** What a file of an item holds, wherever it is kept. */
export async function storedBytes(file: IBinaryData | undefined): Promise<Buffer> {
	if (!stored || !file) throw new Error('There is no such file');
	return await stored.getAsBuffer(file);
}

/** How often a stored file was opened since the storage is in use. */
export function storageReads(): number {
	return reads;
}
