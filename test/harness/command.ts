/**
 * Runs a script of the project's. A number that it gives is the exit code; an error is told in its
 * own words.
 */
export function runCommand(main: () => Promise<unknown>): void {
	main().then(
		(code) => {
			if (typeof code === 'number') process.exitCode = code;
		},
		(error: unknown) => {
			console.error(error instanceof Error ? error.message : error);
			process.exitCode = 1;
		},
	);
}
