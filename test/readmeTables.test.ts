import { readFileSync } from 'node:fs';

import { chinese } from '../tools/docs/chinese';
import { readmes, withTables } from '../tools/docs/readme';

test.each(readmes)('the tables in %s are those of the code (npm run docs)', (file, say) => {
	expect(readFileSync(file, 'utf8')).toBe(withTables(file, say));
});

test('nothing has words in Chinese that no table says', () => {
	const said = new Set<string>();
	for (const [file] of readmes) {
		withTables(file, (english) => {
			said.add(english);
			return english;
		});
	}
	expect(Object.keys(chinese).filter((english) => !said.has(english))).toEqual([]);
});
