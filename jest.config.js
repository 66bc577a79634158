'use strict';

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	setupFiles: ['reflect-metadata', '<rootDir>/test/harness/quiet.ts'],
	transform: { '\\.ts$': 'ts-jest' },
};
