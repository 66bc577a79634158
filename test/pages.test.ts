import { readFileSync } from 'node:fs';

import { pages, pageWith, pathOf } from '../tools/docs/pages';

test.each(pages)('%s has what the code says (npm run docs)', (file, parts) => {
	expect(readFileSync(pathOf(file), 'utf8')).toBe(pageWith(file, parts));
});
