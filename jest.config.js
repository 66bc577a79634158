'use strict';

/** Folder of another installation of n8n's engine that the tests run on, in place of our own. */
const engine = process.env.N8N_ENGINE;

/** What n8n supplies to the node, and what it runs in. */
const SUPPLIED = ['n8n-core', 'n8n-workflow', 'p-limit', 'reflect-metadata', 'zod/v4'];
const resolveIn = (folder, name) => require.resolve(name, { paths: [folder] });

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/harness/environment.cjs',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// No test depends on the machine's speed: none is near its limit
	testTimeout: 60_000,
	// Most tests wait: two of them fit a core
	maxWorkers: '100%',
	setupFiles: ['reflect-metadata', '<rootDir>/test/harness/quiet.ts'],
	setupFilesAfterEnv: ['<rootDir>/test/harness/forget.ts'],
	transform: { '\\.ts$': 'ts-jest' },
	// The engine of n8n 1.x keeps a handle open
	forceExit: engine !== undefined,
	moduleNameMapper: engine
		? Object.fromEntries(SUPPLIED.map((name) => [`^${name}$`, resolveIn(engine, name)]))
		: {},
};
