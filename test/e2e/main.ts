import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { fromDebian } from './debian';
import { installation } from './installation';

/** Runs the tests in n8n itself, after all that they need has been installed. */
const { version, folder } = installation();
for (const program of ['chromium', 'redis', 'postgresql'] as const) fromDebian(program);
console.log(`Tests in n8n ${version} (${folder})`);
const config = path.join(__dirname, 'jest.config.js');
const { status } = spawnSync('npx', ['jest', '--config', config, ...process.argv.slice(2)], {
	cwd: path.resolve(__dirname, '../..'),
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
