import { parseArgs } from 'node:util';

import { Emulator } from './emulator';
import { typicalRunTime } from './queue';
import type { PendingShape } from './relay';

const USAGE = `npm run emulator -- [options]

  --port N        port on this machine (default 8787)
  --key TEXT      API key that is accepted (default emulator-key)
  --capacity N    requests that run at once (default 10)
  --run-time MS   how long each request runs (default: as typical on fal)
  --pending SHAPE answer while a request runs: detail400, status200, status202 (default detail400)`;

const PENDING_SHAPES: PendingShape[] = ['detail400', 'status200', 'status202'];

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
	const pending = PENDING_SHAPES.find((shape) => shape === values.pending);
	if (values.help || !pending) {
		console.log(USAGE);
		return;
	}
	const emulator = await Emulator.start({
		key: values.key,
		port: Number(values.port),
		capacity: Number(values.capacity),
		runTimeMs: values['run-time'] === undefined ? typicalRunTime : Number(values['run-time']),
		pending,
		seed: Date.now(),
	});
	console.log(`The emulator of QuickRouter's relay runs. In n8n's credential set
  Base URL  ${emulator.url}
  API Key   ${emulator.key}
End it with Ctrl+C.`);
	process.once('SIGINT', () => void emulator.close());
	process.once('SIGTERM', () => void emulator.close());
}

void main();
