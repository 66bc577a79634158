import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { installApart } from '../harness/installApart';

/** Runs the tests on the engine of n8n's last 1.x line. */
const { status } = spawnSync('npx', ['jest', ...process.argv.slice(2)], {
	cwd: path.resolve(__dirname, '../..'),
	stdio: 'inherit',
	env: { ...process.env, N8N_ENGINE: installApart(__dirname, 'n8n1') },
});
process.exitCode = status ?? 1;
