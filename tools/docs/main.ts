import { writeFileSync } from 'node:fs';

import { README, withTables } from './readme';

writeFileSync(README, withTables());
