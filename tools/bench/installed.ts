import { createRequire } from 'node:module';
import path from 'node:path';

import { installApart } from '../../test/harness/installApart';

/**
 * Loads a module of the benchmark's own installation, which is made when this file is first
 * loaded: a contender has all its modules before anybody looks at the clock.
 */
export const requireInstalled = createRequire(
	path.join(installApart(__dirname, 'bench'), 'package.json'),
);
