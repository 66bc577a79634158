// Checks the workflows for GitHub: by GitHub's own parser, and by what we hold to. Run by tsx, since
// the parser imports JSON in a way that Node 20 does not know.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

const FOLDER = path.resolve(import.meta.dirname, '../../.github/workflows');
/** An action by a commit's hash, or an image by its digest. */
const PINNED = /@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/;

function problemsIn(name) {
	const content = readFileSync(path.join(FOLDER, name), 'utf8');
	const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
	const used = [...content.matchAll(/^\s*(?:- )?(?:uses|container): (\S+)/gm)];
	return [
		...context.errors.getErrors().map(({ message }) => message),
		...used.flatMap(([, what]) => (PINNED.test(what) ? [] : [`${name}: ${what} is not pinned`])),
		...(/^permissions:$/m.test(content) ? [] : [`${name}: it has no permissions of its own`]),
	];
}

const problems = readdirSync(FOLDER).flatMap(problemsIn);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
