import { writeFileSync } from 'node:fs';

import { README, readmeWithTables } from './readme';

writeFileSync(README, readmeWithTables());
