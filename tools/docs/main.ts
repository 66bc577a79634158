import { writeFileSync } from 'node:fs';

import { readmes, withTables } from './readme';

for (const [file, say] of readmes) writeFileSync(file, withTables(file, say));
