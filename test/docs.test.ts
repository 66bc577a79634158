import { readFileSync } from 'node:fs';

import { README, readmeWithTables } from './docs/readme';

test("the README's tables of parameters are those of the code (npm run docs)", () => {
	expect(readFileSync(README, 'utf8')).toBe(readmeWithTables());
});
