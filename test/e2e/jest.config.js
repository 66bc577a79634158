'use strict';

const { testEnvironment, setupFiles, transform } = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	testEnvironment,
	setupFiles,
	transform,
	testTimeout: 180_000,
	// Each suite has an n8n of its own, and the machine few cores
	maxWorkers: 1,
};
