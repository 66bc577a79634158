import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { fromDebian } from './debian';
import { installation } from './installation';

const ROOT = path.resolve(__dirname, '../..');

/** Runs the tests in n8n itself, after all that they need has been installed. */
const { values, positionals: suites } = parseArgs({
	allowPositionals: true,
	options: { screenshots: { type: 'string' } },
});
const { version, folder } = installation();
for (const program of ['chromium', 'redis', 'postgresql'] as const) fromDebian(program);
console.log(`Tests in n8n ${version} (${folder}); some minutes`);
const { status } = spawnSync('npx', ['jest', '--config', 'test/e2e/jest.config.js', ...suites], {
	cwd: ROOT,
	stdio: 'inherit',
	env: { ...process.env, SCREENSHOTS: values.screenshots },
});
process.exitCode = status ?? 1;
