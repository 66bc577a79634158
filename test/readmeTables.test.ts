import { readFileSync } from 'node:fs';

import { README, withTables } from '../tools/docs/readme';

test('the tables in the README are those of the code (npm run docs)', () => {
	expect(readFileSync(README, 'utf8')).toBe(withTables());
});
