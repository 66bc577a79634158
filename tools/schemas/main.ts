import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { outputSchemas } from './outputSchemas';

const FOLDER = path.resolve(__dirname, '../../dist/nodes/QuickRouter/__schema__');

for (const [name, schema] of outputSchemas()) {
	const file = path.join(FOLDER, name);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(schema));
}
