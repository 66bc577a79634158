import { writeFileSync } from 'node:fs';

import { pages, pageWith, pathOf } from './pages';

for (const [file, parts] of pages) writeFileSync(pathOf(file), pageWith(file, parts));
