import { parseArgs } from 'node:util';

import { z } from 'zod/v4';

import { Emulator } from './emulator';
import { filesOf, type Job } from './job';
import { observedPending } from './observed';
import { typicalRunTime } from './queue';

const USAGE = `npm run emulator -- [options]

  --port N        port on this machine (default 8787)
  --key TEXT      API key that is accepted (default emulator-key)
  --capacity N    requests that run at once (default 10)
  --run-time MS   how long each request runs (default: as typical on fal,
                  videos twenty times as fast)
  --pending SHAPE answer while a request runs: detail400, status200, status202 (default detail400),
                  or observed: as QuickRouter itself answered to npm run contract`;

const PENDING_SHAPES = ['detail400', 'status200', 'status202', 'observed'] as const;

const whole = (name: string, min: number, max: number) => {
	const rule = `--${name} must be a whole number from ${min} to ${max}`;
	return z.coerce.number(rule).int(rule).min(min, rule).max(max, rule);
};

const options = z.object({
	port: whole('port', 0, 65_535),
	key: z.string().min(1, '--key must not be empty'),
	capacity: whole('capacity', 1, 10_000),
	'run-time': whole('run-time', 0, 3_600_000).optional(),
	pending: z.enum(PENDING_SHAPES, `--pending must be one of ${PENDING_SHAPES.join(', ')}`),
});

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8787' },
			key: { type: 'string', default: 'emulator-key' },
			capacity: { type: 'string', default: '10' },
			'run-time': { type: 'string' },
			pending: { type: 'string', default: 'detail400' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const read = options.safeParse(values);
	if (!read.success) throw new Error(read.error.issues[0]?.message);
	const { 'run-time': runTimeMs = typicalRunTime, pending: shape, ...given } = read.data;
	const pending = shape === 'observed' ? observedPending() : shape;
	let total = 0;
	const onEnd = (job: Job) => {
		const files = filesOf(job);
		total += files;
		console.log(`${job.endpoint}: ${files} file(s); ${total} in all`);
	};
	const seed = Date.now();
	const emulator = await Emulator.start({ ...given, pending, runTimeMs, seed, onEnd });
	console.log(`The emulator of QuickRouter's relay runs. In n8n's credential set
  Base URL  ${emulator.url}
  API Key   ${emulator.key}
End it with Ctrl+C. It tells here what each request made, and would have been charged for.`);
	process.once('SIGINT', () => void emulator.close());
	process.once('SIGTERM', () => void emulator.close());
}

main().catch((error: unknown) => {
	console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	process.exitCode = 1;
});
